## GitLab configuration settings
##! The gitlab.rb of a stand-in node. gateway-config-service appends one statement to it, which
##! includes quartermaster.rb, and runs gitlab-ctl reconfigure, as it would on a real node.

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
