gitlab_rails['env'] = {
  'A' => [
    'x', 'y'
  ].join(','),
  'B' => {}.to_s,
}