defaults = { A: 'b' }
gitlab_rails['env'] = { **defaults, 'C' => 'd' }
