# ab
gitlab_rails['env'] = { 'A' => 'b' }
