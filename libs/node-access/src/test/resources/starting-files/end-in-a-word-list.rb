x = %w[
__END__
]
gitlab_rails['env'] = { 'A' => 'b' }
