Gitlab['gitlab_rails'] = { 'env' => { 'A' => 'b', AI_GATEWAY_URL: 'http://old' } }
