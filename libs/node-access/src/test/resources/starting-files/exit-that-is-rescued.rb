begin
  exit
rescue SystemExit
  puma['port'] = 1
end
gitlab_rails['env'] = { 'A' => 'b' }
