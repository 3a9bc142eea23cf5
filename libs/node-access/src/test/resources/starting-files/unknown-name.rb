gitlab_rail['x'] = 1
