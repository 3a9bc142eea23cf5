other = { C: 1 }
gitlab_rails['env'] = { 'A' => 'b' }
  .merge(other)
