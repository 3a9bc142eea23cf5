gitlab_rails['env']['SECOND'] = '2'
