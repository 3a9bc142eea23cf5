gitlab_rails['env'] = { 'A' => 'b' }
gitlab_rails['env'].update(AI_GATEWAY_URL: 'http://old')
