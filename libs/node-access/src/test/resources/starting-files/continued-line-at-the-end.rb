gitlab_rails['env'] = { 'A' => 'b' }
puma['port'] = 1 \
