external_url 'https://gitlab.example.com'

gitlab_rails['env'] = {
  "AI_GATEWAY_URL" => "https://ai-gateway-panda.runway.gitlab.net"
}
