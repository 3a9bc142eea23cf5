eval "gitlab_rails['env'] = { 'A' => 'b' }"
instance_eval { gitlab_rails['env']['C'] = 'd' }
