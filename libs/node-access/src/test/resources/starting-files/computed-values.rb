def f(a, b) = yield(a + b)
y = 1
gitlab_rails['env'] = { 'A' => 'b', 'X' => "#{y}", 'Z' => f(1, 2) { |v| v } }