x = /
__END__
/x
gitlab_rails['env'] = { 'A' => 'b' }
