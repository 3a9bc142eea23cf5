external_url 'https://gitlab.example.com'
roles ['application_role', 'monitoring_role']
registry_external_url 'https://registry.example.com'
gitlab_rails['time_zone'] = 'Europe/Berlin'
gitlab_rails['smtp_enable'] = true
gitlab_rails['omniauth_providers'] = [
  { name: 'saml', args: { assertion_consumer_service_url: 'https://x', idp_cert_fingerprint: '43:51' } }
]
gitlab_rails['env'] = { 'http_proxy' => 'http://proxy:3128', 'no_proxy' => 'localhost' }
gitaly['configuration'] = { storage: [{ name: 'default', path: '/var/opt/gitlab/git-data' }] }
postgresql['shared_buffers'] = "256MB"
nginx['listen_port'] = 8443
prometheus['scrape_configs'] = [{ 'job_name' => 'x', 'static_configs' => ['targets' => ['1.1.1.1:9060']] }]
gitlab_workhorse['env'] = { 'AI_GATEWAY_URL' => 'not ours' }
sidekiq['env']['AI_GATEWAY_URL'] = 'not ours either'
letsencrypt['enable'] = false
