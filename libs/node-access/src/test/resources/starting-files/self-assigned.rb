gitlab_rails['time_zone'] = 'UTC'
self.gitlab_rails = gitlab_rails.merge('env' => { 'A' => 'b' })
