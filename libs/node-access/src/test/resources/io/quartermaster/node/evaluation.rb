# frozen_string_literal: true

# Evaluates gitlab.rb as a reconfigure does, each time in a process of its own that is forked from
# this one: starting a Ruby for each of hundreds of evaluations would take minutes.

require 'json'

Encoding.default_external = Encoding::UTF_8

module Evaluation
  module_function

  # Runs the block in a child whose output is discarded; what it returns must be JSON.
  def in_child
    from, to = IO.pipe
    pid = fork do
      from.close
      [$stdout, $stderr].each { |stream| stream.reopen(File::NULL, 'w') }
      to.write(JSON.generate(yield))
      to.close
      exit!(true)
    end
    to.close
    answer = from.read
    Process.wait(pid)
    # Nothing, when the evaluated file ended the process by exit!.
    answer.empty? ? { 'error' => 'ended abruptly' } : JSON.parse(answer)
  ensure
    from.close
  end

  # The whole configuration after the evaluation, or how it ended.
  def evaluate(libraries, file, settings_dsl: "#{libraries}/settings_dsl.rb", omnibus_config: nil)
    in_child do
      ENV['GITLAB_OMNIBUS_CONFIG'] = omnibus_config
      require "#{libraries}/config_mash"
      require "#{libraries}/deprecations"
      unless settings_dsl == "#{libraries}/settings_dsl.rb"
        $LOADED_FEATURES << "#{libraries}/settings_dsl.rb"
        require settings_dsl
      end
      require "#{libraries}/config/gitlab"
      outcome { Gitlab.from_file(file) }.merge(configuration: plain(Gitlab.save))
    end
  end

  def outcome
    yield
    {}
  rescue SystemExit => e
    { error: "exit #{e.status}" }
  rescue StandardError, ScriptError => e
    { error: e.message }
  end

  # As Chef sees it: names are strings, and the last of two equal names wins.
  def plain(value)
    case value
    when Hash then value.to_h { |name, element| [text(name), plain(element)] }
    when Array then value.map { |element| plain(element) }
    when nil then nil
    else "#{value.class} #{text(value.is_a?(String) ? value.inspect : value)}"
    end
  end

  def text(value)
    value.to_s.encode(Encoding::UTF_8, invalid: :replace, undef: :replace).scrub
  end
end
