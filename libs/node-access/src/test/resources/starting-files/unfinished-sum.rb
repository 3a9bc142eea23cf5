gitlab_rails['env'] = { 'A' => 'b' }
x = 1 +
