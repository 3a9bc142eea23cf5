gitlab_rails['env'] = {
  'http_proxy' => "http://proxy:3128",
  "GITLAB_LICENSE_MODE" => "test",
  "CUSTOMER_PORTAL_URL" => "https://customers.staging.gitlab.com",
  "AI_GATEWAY_URL" => "https://ai-gateway-panda.staging.runway.gitlab.net"
}
