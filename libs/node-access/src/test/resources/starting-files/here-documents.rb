require 'yaml'
gitlab_rails['ldap_servers'] = YAML.load <<-'EOS' # closed below
  main:
    label: "gitlab_rails['env'] = x"
  EOS
puts(<<~ONE, <<TWO)
  it's
ONE
 " 
TWO
gitlab_rails['env'] = { 'A' => 'b' }
