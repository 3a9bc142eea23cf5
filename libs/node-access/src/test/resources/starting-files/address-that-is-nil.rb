gitlab_rails['env'] = { 'AI_GATEWAY_URL' => nil, 'B' => nil }
