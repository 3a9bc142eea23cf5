gitlab_rails['env'] = { 'LINES' => "a\nb", 'NUL' => "a\u0000b", 'BYTES' => "\xff\xfe", 'QUOTES' => %q("'`$x\\) }
