=begin
gitlab_rails['env'] = x
from_file '@INCLUDE@'
=end
gitlab_rails['env'] = { 'A' => 'b' }
