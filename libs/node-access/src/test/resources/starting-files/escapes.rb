gitlab_rails['smtp_password'] = '\\'
gitlab_rails['env'] = { 'A' => '\'', "B" => "\"\\" }
