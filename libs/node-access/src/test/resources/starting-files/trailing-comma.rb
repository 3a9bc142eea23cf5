gitlab_rails['env'] = {
  'A' => ENV.fetch('A', '}'),
}
