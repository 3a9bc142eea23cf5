gitlab_rails['env'] = { 'A' => 'b' }
exit
