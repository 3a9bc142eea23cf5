gitlab_rails['env'] = nil
