gitlab_rails({ 'time_zone' => 'UTC', 'env' => { 'A' => 'b' } })
