gitlab_rails['env'] = { 'A' => 'b' }
from_file '@INCLUDE@'
puma['port'] = 1
from_file '@INCLUDE@'
