gitlab_rails['env'] = { 'A' => 'b' }
return if gitlab_rails['env']['A'] == 'b'
