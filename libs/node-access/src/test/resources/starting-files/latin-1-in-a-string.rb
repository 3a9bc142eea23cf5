gitlab_rails['env'] = { 'A' => 'München' }
