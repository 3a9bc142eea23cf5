#!/usr/bin/env ruby
gitlab_rails['env'] = { 'A' => 'b' }
