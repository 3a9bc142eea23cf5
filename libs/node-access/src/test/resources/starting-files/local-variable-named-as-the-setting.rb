gitlab_rails = { 'env' => { 'A' => 'b' } }
puts gitlab_rails.inspect
