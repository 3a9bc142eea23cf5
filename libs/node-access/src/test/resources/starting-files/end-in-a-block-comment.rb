=begin
__END__
=end
gitlab_rails['env'] = { 'A' => 'b' }
