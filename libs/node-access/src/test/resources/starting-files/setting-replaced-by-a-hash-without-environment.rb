gitlab_rails({ 'time_zone' => 'UTC' })
