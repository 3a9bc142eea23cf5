puma['port'] = 1
__END__
gitlab_rails['env'] = 1
