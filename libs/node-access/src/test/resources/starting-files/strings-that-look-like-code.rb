x = "gitlab_rails['env'] = #{"x }" + '}'}"
y = %q(gitlab_rails['env'] = (x))
z = %w[gitlab_rails['env'] = x\]]
gitlab_rails['env'] = { 'A' => 'b' }
