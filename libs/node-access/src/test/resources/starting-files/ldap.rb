gitlab_rails['ldap_enabled'] = true
gitlab_rails['ldap_servers'] = { 'main' => { port: 636, 'bind_dn' => 'cn=x' } }
x = gitlab_rails['ldap_servers']
x['main']['port'] = 389
gitlab_rails['env'] = { 'A' => 'b' }
