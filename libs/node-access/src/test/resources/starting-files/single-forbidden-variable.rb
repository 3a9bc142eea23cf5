gitlab_rails['env'] = { 'A' => 'b' }
gitlab_rails['env']['GITLAB_LICENSE_MODE'] = '1'
