def compute() = { 'X' => 'y' }
gitlab_rails['env'] = compute()
gitlab_rails['env'] = {}
