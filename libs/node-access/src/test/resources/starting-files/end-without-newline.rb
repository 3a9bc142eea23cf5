gitlab_rails['env'] = { 'A' => 'b' }
__END__