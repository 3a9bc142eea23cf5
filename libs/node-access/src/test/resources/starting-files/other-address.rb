gitlab_rails['env'] = {
  'AI_GATEWAY_URL' => 'http://old#{1}', # why
  X: 1
}
