from_file '@ETC@/missing.rb' if File.exist?('@ETC@/missing.rb')
gitlab_rails['env'] = { 'A' => 'b' }
