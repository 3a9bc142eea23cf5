# frozen_string_literal: true

require_relative '../settings_dsl'

# The settings of a GitLab node, by the names that gitlab.rb uses. A stand-in of Omnibus' own
# module of this name: the same names and the same rules of evaluation, and nothing of what Chef
# makes of them.
module Gitlab
  extend SettingsDSL

  attribute 'node', default: nil
  attribute 'roles', default: nil
  attribute 'edition', default: :ee

  %w[application sidekiq postgres patroni redis_sentinel redis_master redis_replica geo_primary
     geo_secondary monitoring pgbouncer consul pages gitaly backup].each { |name| role name }

  %w[package registry oak redis postgresql gitlab_kas gitlab_pages pgbouncer repmgr repmgrd consul
     spamcheck patroni gitaly praefect mattermost letsencrypt crond logrotate high_availability nginx
     mattermost_nginx pages_nginx registry_nginx gitlab_kas_nginx prometheus alertmanager
     node_exporter redis_exporter postgres_exporter pgbouncer_exporter gitlab_exporter geo_postgresql
     geo_secondary geo_logcursor sentinel gitlab_sshd gitaly_client gitlab_shell gitlab_rails
     gitlab_workhorse logging unicorn puma mailroom storage_check git_data_dirs actioncable bootstrap
     manage_accounts manage_storage_directories user gitlab_ci sidekiq remote_syslog web_server
     prometheus_monitoring gitlab_backup_cli].each { |name| attribute name }

  %w[external_url registry_external_url mattermost_external_url pages_external_url
     gitlab_kas_external_url runtime_dir git_data_dir].each { |name| attribute name, default: nil }
end
