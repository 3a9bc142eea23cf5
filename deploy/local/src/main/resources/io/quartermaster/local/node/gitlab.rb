## GitLab configuration settings
##! The GitLab host of the local stack. gateway-config-service edits the env block below and runs
##! gitlab-ctl reconfigure, as it would on a real host.

## GitLab URL
external_url '@GITLAB_URL@'

gitlab_rails['time_zone'] = 'UTC'
# gitlab_rails['smtp_enable'] = true

## Environment variables of the Rails application.
## MALLOC_CONF is the administrator's own and must survive every change.
gitlab_rails['env'] = {
  "MALLOC_CONF" => "dirty_decay_ms:1000,muzzy_decay_ms:1000",
  # "GITLAB_TRACING" => "opentracing://jaeger",
}

puma['worker_processes'] = 2
sidekiq['concurrency'] = 10
