gitlab_rails[:env] = {}
