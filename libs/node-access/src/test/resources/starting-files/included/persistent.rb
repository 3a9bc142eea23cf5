gitlab_rails['env'] = { 'PERSISTENT' => '1', 'AI_GATEWAY_URL' => 'http://old' }
gitlab_rails['time_zone'] = 'UTC'
