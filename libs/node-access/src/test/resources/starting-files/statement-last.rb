gitlab_rails['env'] = { 'A' => 'b' }
from_file '@INCLUDE@'
