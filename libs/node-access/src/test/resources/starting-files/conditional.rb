production = ENV['NOT_SET'].nil?
gitlab_rails['env'] = { 'A' => 'b' } if production
