gitlab_rails['env'] = { 'TEN' => '10' }
