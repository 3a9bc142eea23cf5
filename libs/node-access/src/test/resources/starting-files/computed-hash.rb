gitlab_rails['env'] = %w[A B].zip(%w[a b]).to_h
