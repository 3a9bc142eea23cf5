x = "a
__END__
b"
y = %q(
__END__
)
gitlab_rails['env'] = { 'A' => 'b' }
