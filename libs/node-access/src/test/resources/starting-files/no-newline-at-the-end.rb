external_url 'https://gitlab.example.com'
gitlab_rails['env'] = { 'A' => 'b' }
puma['port'] = 1