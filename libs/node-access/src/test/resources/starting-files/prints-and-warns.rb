puts 'x'
warn 'y'
$stderr.puts 'z'
if x = 1
end
gitlab_rails['env'] = { 'A' => 'b' }
