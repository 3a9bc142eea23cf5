environment = { 'A' => 'b' }
gitlab_rails['env'] = environment
