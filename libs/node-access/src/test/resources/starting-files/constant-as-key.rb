NAME = 'A'
gitlab_rails['env'] = { NAME => 'b' }
