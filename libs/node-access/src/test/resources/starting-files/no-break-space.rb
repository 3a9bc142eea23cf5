gitlab_rails['a'] = 1
gitlab_rails['env'] = { 'A' => 'b' }
