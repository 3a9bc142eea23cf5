host = 'gateway'
gitlab_rails['env'] = {
  "AI_GATEWAY_URL" => "http://#{host}/"
}
