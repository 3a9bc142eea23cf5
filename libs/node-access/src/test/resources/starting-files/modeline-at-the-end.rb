gitlab_rails['env'] = { 'A' => 'b' }

# vim: set ft=ruby ts=2 :
