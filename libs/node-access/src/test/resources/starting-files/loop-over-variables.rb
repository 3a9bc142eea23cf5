{ 'A' => 'b', 'C' => 'd' }.each { |k, v| gitlab_rails['env'][k] = v }
