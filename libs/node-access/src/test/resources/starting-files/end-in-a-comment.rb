# __END__
  __END__ = 1
gitlab_rails['env'] = { 'A' => 'b' }
