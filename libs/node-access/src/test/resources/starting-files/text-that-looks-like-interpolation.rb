gitlab_rails['env'] = { 'A' => "https://gateway.example.com/\#$0", 'B' => '#{1}' }
