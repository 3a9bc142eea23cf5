puma['port'] = 1
gitlab_rails['env'] = { 'A' => 'b' }
sidekiq['concurrency'] = 1
