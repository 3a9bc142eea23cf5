x = "
from_file '@INCLUDE@'
"
gitlab_rails['env'] = { 'A' => 'b' }
