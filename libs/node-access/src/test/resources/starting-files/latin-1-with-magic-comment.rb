# encoding: iso-8859-1
gitlab_rails['env'] = { 'A' => 'München' }
