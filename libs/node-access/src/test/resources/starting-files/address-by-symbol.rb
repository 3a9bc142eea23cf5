gitlab_rails['env'] = { AI_GATEWAY_URL: 'http://old', GITLAB_LICENSE_MODE: 'test' }
