exit if false
abort unless true
gitlab_rails['env'] = { 'A' => 'b' }
