%w[env].each { |k| gitlab_rails[k] = { 'A' => 'b' } }
