äö = 1 # €
gitlab_rails['env'] = { 'A' => '日本😀', 'é' => äö.to_s }
