gitlab_rails['env'] = { 'I' => 1, 'F' => 1.5, 'T' => true, 'N' => nil, 'S' => :s, 'L' => %w[a b], 'H' => { 'x' => { y: 1 } }, 'E' => '' }
