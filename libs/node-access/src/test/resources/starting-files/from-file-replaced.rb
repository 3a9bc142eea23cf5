gitlab_rails['env'] = { 'A' => 'b' }
def from_file(path)
  puma['included'] = path
end
