# frozen_string_literal: true
gitlab_rails['env'] = { 'A'.freeze => 'b' }
