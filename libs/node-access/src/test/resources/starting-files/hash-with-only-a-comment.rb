gitlab_rails['env'] = {
  # nothing yet
}
