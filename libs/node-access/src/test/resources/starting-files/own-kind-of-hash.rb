gitlab_rails['env'] = Gitlab::ConfigMash.new(A: 'b', 'C' => 'd')
