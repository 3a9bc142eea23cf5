gitlab_rails['env'] = { 'A' => 'b' }
gitlab_rails['env'].merge!('B' => 'c', D: 'e')
