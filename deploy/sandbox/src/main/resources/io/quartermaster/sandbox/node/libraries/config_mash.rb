# frozen_string_literal: true

module Gitlab
  # A hash whose keys are strings, also where symbols are given. During the evaluation of a file, a
  # key that is read and does not exist gets an empty hash.
  class ConfigMash < Hash
    class << self
      def auto_vivify
        @auto_vivify = true
        yield
      ensure
        @auto_vivify = false
      end

      def auto_vivify?
        @auto_vivify == true
      end
    end

    alias plain_store []=
    private :plain_store

    def initialize(values = {})
      return super unless values.is_a?(Hash)

      super()
      update(values)
    end

    def [](key)
      return super unless ConfigMash.auto_vivify? && !key?(key)

      self[key] = ConfigMash.new
      super
    end

    def []=(key, value)
      plain_store(name(key), converted(value))
    end

    # Called by Hash for a key that it does not have: symbols.
    def default(key = nil)
      key.is_a?(Symbol) && key?(key) ? self[key.to_s] : super
    end

    def update(*others)
      others.each { |other| other.each_pair { |key, value| self[key] = value } }
      self
    end
    alias merge! update

    def merge(*others)
      dup.update(*others)
    end

    def key?(key)
      super(name(key))
    end
    alias has_key? key?
    alias include? key?
    alias member? key?

    def fetch(key, *default, &block)
      super(name(key), *default, &block)
    end

    def delete(key, &block)
      super(name(key), &block)
    end

    def values_at(*keys)
      keys.map { |key| self[key] }
    end

    def to_hash
      {}.merge(self)
    end

    private

    def name(key)
      key.is_a?(Symbol) ? key.to_s : key
    end

    def converted(value)
      case value
      when ConfigMash then value
      when Hash then ConfigMash.new(value)
      when Array then value.map { |element| converted(element) }
      else value
      end
    end
  end
end
