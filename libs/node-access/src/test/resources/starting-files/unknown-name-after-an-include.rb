from_file '@ETC@/second.rb'
future_setting 'x'
gitlab_rails['env'] = { 'B' => future_setting }
