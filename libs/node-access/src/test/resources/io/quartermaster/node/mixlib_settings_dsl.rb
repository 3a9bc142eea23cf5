# frozen_string_literal: true

# The settings DSL on the real Mixlib::Config, as Omnibus has it, instead of the stand-in's own.

require 'mixlib/config'

module SettingsDSL
  include Mixlib::Config

  def self.extended(base)
    Mixlib::Config.extended(base)
  end

  def attribute(name, default: Gitlab::ConfigMash.new)
    send(name, default)
  end

  def role(name)
    attribute("#{name}_role")
  end

  def from_file(path)
    config_strict_mode true
    Gitlab::Deprecations::NodeAttribute.log_deprecations = true
    Gitlab::ConfigMash.auto_vivify { super }
  ensure
    config_strict_mode false
    Gitlab::Deprecations::NodeAttribute.log_deprecations = false
  end

  def internal_set(symbol, value)
    return super unless configuration.key?(symbol)

    configuration[symbol] = value
  end

  def internal_get(symbol)
    configuration.fetch(symbol) { super }
  end
end
