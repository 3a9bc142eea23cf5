gitlab_rails['env'] = { 'A' => 'b' }
from_file '@INCLUDE@'
puma['port'] = 1
