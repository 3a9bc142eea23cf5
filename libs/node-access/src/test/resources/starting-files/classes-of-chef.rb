gitlab_rails['env'] = { 'A' => 'b' }
Chef::Log.warn('x')
