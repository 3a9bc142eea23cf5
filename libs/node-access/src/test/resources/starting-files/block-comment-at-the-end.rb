gitlab_rails['env'] = { 'A' => 'b' }
=begin
end of the file
=end