x = <<EOS
a
__END__
b
EOS
gitlab_rails['env'] = { 'A' => 'b' }
