gitlab_rails['env'] = Hash.new { |hash, key| hash[key] = key.downcase }.tap { |h| h['A'] }
