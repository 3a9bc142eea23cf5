puma['port'] = 1
__END__
x
