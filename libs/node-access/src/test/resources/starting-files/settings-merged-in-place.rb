other = { 'env' => { 'B' => 'c' }, time_zone: 'UTC' }
gitlab_rails['env'] = { 'A' => 'b' }
gitlab_rails.merge!(other)
