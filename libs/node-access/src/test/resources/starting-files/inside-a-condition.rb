if roles.nil?
  gitlab_rails['env'] = { 'A' => 'b' }
end
