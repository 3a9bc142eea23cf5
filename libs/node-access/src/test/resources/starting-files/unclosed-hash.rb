puma['port'] = 1
gitlab_rails['env'] = { 'A' => 'b'
