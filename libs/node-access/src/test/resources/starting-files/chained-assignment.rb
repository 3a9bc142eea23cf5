x = gitlab_rails['env'] = { 'A' => 'b' }
x['C'] = 'd'
