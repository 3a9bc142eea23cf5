__END__
gitlab_rails['env'] = 1
