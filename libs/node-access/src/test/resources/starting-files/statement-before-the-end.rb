gitlab_rails['env'] = { 'A' => 'b' }
from_file '@INCLUDE@'
__END__
x
