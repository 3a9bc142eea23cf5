gitlab_rails['env']['FROM_FILE'] = 'x'
