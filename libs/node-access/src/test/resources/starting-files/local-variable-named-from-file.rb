from_file = '/etc/gitlab/more.rb'
gitlab_rails['env'] = { 'A' => 'b' }
puts from_file
