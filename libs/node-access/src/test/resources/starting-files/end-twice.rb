gitlab_rails['env'] = { 'A' => 'b' }
__END__
__END__
