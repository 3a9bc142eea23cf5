x = <<EOS
__END__
EOS
gitlab_rails['env'] = { 'A' => 'b' }
__END__
from_file '@INCLUDE@'
