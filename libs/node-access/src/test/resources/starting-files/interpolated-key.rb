gitlab_rails['env'] = { "A#{1}" => 'b' }
