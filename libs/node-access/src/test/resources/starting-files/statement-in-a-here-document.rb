x = <<EOS
from_file '@INCLUDE@'
EOS
gitlab_rails['env'] = { 'A' => 'b' }
