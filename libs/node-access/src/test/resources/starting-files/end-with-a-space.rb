gitlab_rails['env'] = { 'A' => 'b' }
__END__ = 1
__END__ 
