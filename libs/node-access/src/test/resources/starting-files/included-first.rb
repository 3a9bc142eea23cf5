from_file '@ETC@/persistent.rb'
external_url 'https://gitlab.example.com'
gitlab_rails['env']['OWN'] = '1'
