# settings
gitlab_rails['env'] = { 'A' => 'b' }
