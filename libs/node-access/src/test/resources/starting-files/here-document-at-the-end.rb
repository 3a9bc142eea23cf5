gitlab_rails['env'] = { 'A' => <<EOS }
b
EOS