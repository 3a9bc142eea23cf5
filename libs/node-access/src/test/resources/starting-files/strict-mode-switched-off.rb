config_strict_mode false
gitlab_rails['env'] = { 'A' => 'b' }
