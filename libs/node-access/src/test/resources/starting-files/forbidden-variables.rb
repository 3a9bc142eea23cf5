gitlab_rails['env'] = {
  "GITLAB_LICENSE_MODE" => "test",
  CUSTOMER_PORTAL_URL: "https://customers.staging.gitlab.com", # staging
  "AI_GATEWAY_URL" => "https://ai-gateway-panda.runway.gitlab.net",
  'CLOUD_CONNECTOR_SELF_SIGN_TOKENS' => '1'
}
