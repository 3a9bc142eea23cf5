gitlab_rails['env'] = { 'A' => 'a', 'A' => 'b' }
