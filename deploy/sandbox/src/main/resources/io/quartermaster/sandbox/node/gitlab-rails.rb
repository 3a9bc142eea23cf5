# frozen_string_literal: true

# Stand-in for gitlab-rails on a node: the runner evaluates a script, which finds the setting that
# GitLab keeps in its database, in the table of its version.

require 'json'

Encoding.default_external = Encoding::UTF_8

STATE = File.expand_path('../../../../../var/lib/stand-in', __dir__)
VERSION = File.read(File.expand_path('../gitlab-rails/VERSION', __dir__)).split('.').first(2).map(&:to_i)

# The one row of the table that has the URL of the gateway in this version of GitLab, kept in a file.
class Setting
  FILE = "#{STATE}/ai-setting.json"

  attr_accessor :ai_gateway_url

  def self.row
    @row ||= new.reload
  end

  def reload
    @ai_gateway_url = File.exist?(FILE) ? JSON.parse(File.read(FILE))['ai_gateway_url'] : nil
    self
  end

  def update!(values)
    values.each { |name, value| public_send("#{name}=", value) }
    File.write(FILE, JSON.generate('ai_gateway_url' => ai_gateway_url))
    true
  end
end

# GitLab 19.2 moved the URL from its AI settings to its application settings.
MOVED = (VERSION <=> [19, 2]) >= 0

module Ai
  class Setting
    def self.instance
      MOVED ? raise(NoMethodError, 'ai_gateway_url is in the application settings') : ::Setting.row
    end
  end
end

class ApplicationSetting
  def self.column_names
    MOVED ? %w[id ai_gateway_url] : %w[id]
  end

  def self.current_without_cache
    ::Setting.row
  end
end

unless ARGV.length >= 2 && ARGV.first == 'runner'
  warn 'usage: gitlab-rails runner SCRIPT'
  exit 2
end

# A file, a hyphen for the standard input, or the text itself.
script = ARGV[1]
name = 'runner'
if script == '-'
  script = $stdin.read
elsif File.file?(script)
  name = script
  script = File.read(script)
end
ARGV.shift(2)
eval(script, TOPLEVEL_BINDING, name, 1)
