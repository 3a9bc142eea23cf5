# frozen_string_literal: true

# Evaluates files with the stand-in of Omnibus' classes and with the real Mixlib::Config. Reads one
# JSON object per file from standard input, writes both results of each.

require_relative 'evaluation'

$stdin.each_line.map { |line| JSON.parse(line) }.each do |node|
  libraries = "#{node['root']}/opt/gitlab/embedded/cookbooks/package/libraries"
  file = node['file']
  options = { omnibus_config: node['omnibus_config'] }
  stand_in = Evaluation.evaluate(libraries, file, **options)
  mixlib = Evaluation.evaluate(libraries, file, settings_dsl: "#{__dir__}/mixlib_settings_dsl.rb", **options)
  puts JSON.generate('root' => node['root'], 'stand_in' => stand_in, 'mixlib' => mixlib)
end
