puma['port'] = 1

__END__

