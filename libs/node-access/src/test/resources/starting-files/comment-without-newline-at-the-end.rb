gitlab_rails['env'] = { 'A' => 'b' }
# the end