gitlab_rails['env'] = { 'A' => 'b' }
raise ArgumentError, 'the administrator demands ENV' unless ENV['NOT_SET']
