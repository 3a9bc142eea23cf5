[1].each do |x|
  gitlab_rails['env'] = { 'A' => x }
end
