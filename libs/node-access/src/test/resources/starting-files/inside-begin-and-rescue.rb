begin
  gitlab_rails['env'] = { 'A' => Integer('x') }
rescue ArgumentError
  gitlab_rails['env'] = { 'A' => '0' }
ensure
  puma['port'] = 1
end
