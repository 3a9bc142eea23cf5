gitlab_rails['env'] = { 'A' => 'b' }.freeze
