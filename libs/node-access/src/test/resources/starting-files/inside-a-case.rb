case RUBY_VERSION
when /\A[1-9]/ then gitlab_rails['env'] = { 'A' => 'b' }
else raise 'too old'
end
