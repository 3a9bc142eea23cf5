# frozen_string_literal: true

module Gitlab
  # As in Omnibus, the evaluation of a file needs this class and config/gitlab.rb does not require
  # it: who loads the settings without Chef loads both.
  class Deprecations
    class NodeAttribute
      class << self
        attr_accessor :log_deprecations
      end
    end
  end
end
