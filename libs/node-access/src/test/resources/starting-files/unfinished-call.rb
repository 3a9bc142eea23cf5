gitlab_rails['env'] = { 'A' => 'b' }
gitlab_rails.
