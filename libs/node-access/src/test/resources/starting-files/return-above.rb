gitlab_rails['env'] = { 'A' => 'b' }
return
