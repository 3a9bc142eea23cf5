# frozen_string_literal: true

require_relative 'config_mash'

# Settings by name, and their evaluation from a file: what Mixlib::Config and the settings DSL of
# Omnibus do, without gems.
module SettingsDSL
  class UnknownOption < StandardError; end

  def self.extended(base)
    base.configuration = {}
  end

  attr_accessor :configuration

  def attribute(name, default: Gitlab::ConfigMash.new)
    configuration[name.to_sym] = default
  end

  def role(name)
    attribute("#{name}_role")
  end

  # While a file is evaluated, unknown names raise and keys that are read come into being. When an
  # included file ends, both end for the rest of the outer file too.
  def from_file(path)
    @strict = true
    Gitlab::Deprecations::NodeAttribute.log_deprecations = true
    Gitlab::ConfigMash.auto_vivify { instance_eval(IO.read(path), path, 1) }
  ensure
    @strict = false
    Gitlab::Deprecations::NodeAttribute.log_deprecations = false
  end

  def [](name)
    known(name.to_sym, 'Reading')
    configuration[name.to_sym]
  end

  def []=(name, value)
    known(name.to_sym, 'Cannot set')
    configuration[name.to_sym] = value
  end

  def key?(name)
    configuration.key?(name.to_sym)
  end
  alias has_key? key?

  def keys
    configuration.keys
  end

  def delete(name)
    configuration.delete(name)
  end

  def merge!(values)
    configuration.merge!(values)
    self
  end

  def save(_include_defaults = false)
    configuration.dup
  end
  alias to_hash save

  def config_strict_mode(value = @strict)
    @strict = value
  end

  # A setting is read by its name and set by its name with a value: external_url 'https://…'.
  def method_missing(method, *values)
    name = method.to_s.delete_suffix('=')
    self[name] = values.length == 1 ? values.first : values unless values.empty?
    self[name]
  end

  def respond_to_missing?(_method, _private = false)
    false
  end

  private

  def known(name, action)
    raise UnknownOption, "#{action} unsupported config value #{name}." if @strict && !configuration.key?(name)
  end
end
