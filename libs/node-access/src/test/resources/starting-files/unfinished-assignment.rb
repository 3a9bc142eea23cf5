gitlab_rails['env'] =
