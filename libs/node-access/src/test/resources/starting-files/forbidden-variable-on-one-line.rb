gitlab_rails['env'] = { 'GITLAB_LICENSE_MODE' => 'test', 'A' => 'b' }
