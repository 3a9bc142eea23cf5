# frozen_string_literal: true

# Stand-in for gitlab-ctl on a node. Its reconfigure evaluates gitlab.rb as Omnibus does and does
# with gitlab_rails['env'] what the Linux package does: one file for each variable; files of
# variables that are no longer listed are removed.

require 'fileutils'
require 'json'

Encoding.default_external = Encoding::UTF_8

NODE = File.expand_path('../../../../..', __dir__)
STATE = "#{NODE}/var/lib/stand-in"
LIBRARIES = "#{NODE}/opt/gitlab/embedded/cookbooks/package/libraries"
ENVIRONMENT = "#{NODE}/opt/gitlab/etc/gitlab-rails/env"
LONGEST_HOLD = 600 # s: longer than any test, but not forever

# The journal of the runs: a line when one starts and a line when it ends.
class Journal
  def self.record
    FileUtils.mkdir_p(STATE)
    run = Process.clock_gettime(Process::CLOCK_REALTIME, :nanosecond)
    File.open("#{STATE}/running", File::RDWR | File::CREAT) do |running|
      # Held for as long as the process lives, however it ends.
      overlapping = !running.flock(File::LOCK_EX | File::LOCK_NB)
      append(event: 'start', run: run, process: Process.pid, overlapping: overlapping)
      status = nil
      begin
        status = yield
      rescue SystemExit => e
        status = e.status
      ensure
        append(event: 'end', run: run, status: status)
      end
      status
    end
  end

  def self.append(entry)
    line = JSON.generate(entry.merge(at: Process.clock_gettime(Process::CLOCK_REALTIME)))
    File.open("#{STATE}/runs", 'a') { |file| file.syswrite("#{line}\n") }
  end
end

# What a test prepared for the next runs.
class Controls
  def self.delay
    file = "#{STATE}/delay"
    sleep(File.read(file).to_f) if File.exist?(file)
  end

  def self.hold
    ends = Process.clock_gettime(Process::CLOCK_MONOTONIC) + LONGEST_HOLD
    while File.exist?("#{STATE}/hold")
      exit 1 if Process.clock_gettime(Process::CLOCK_MONOTONIC) > ends
      sleep 0.02
    end
  end

  # The output of a failure; nil when the run does not fail.
  def self.failure
    file = "#{STATE}/fail"
    return nil unless File.exist?(file)

    failure = JSON.parse(File.read(file))
    times = failure['times'] - 1
    times.positive? ? File.write(file, JSON.generate(failure.merge('times' => times))) : File.delete(file)
    failure['output']
  end
end

# Notifies the sandbox, if there is one: its journal also lists what ran on the node.
def report(status, variables)
  control = File.read("#{STATE}/sandbox-control")
  return if control.empty?

  require 'socket'
  host, _, port = control.rpartition(':')
  body = JSON.generate(system: 'node', operation: 'reconfigure', status: status,
                       parameters: { variables: variables.join(' ') })
  Socket.tcp(host, port.to_i, connect_timeout: 2) do |socket|
    socket.write("POST /journal HTTP/1.0\r\nHost: #{control}\r\nContent-Type: application/json\r\n" \
                 "Content-Length: #{body.bytesize}\r\n\r\n#{body}")
    socket.read
  end
rescue SystemCallError
  nil # The sandbox is not running: its journal is not complete then, the run is.
end

# In a container the settings of the environment come first.
def gitlab_rb
  settings = "#{STATE}/omnibus-config"
  ENV['GITLAB_OMNIBUS_CONFIG'] ||= File.read(settings) if File.exist?(settings)
  ENV['GITLAB_OMNIBUS_CONFIG'] ? "#{NODE}/assets/gitlab.rb" : "#{NODE}/etc/gitlab/gitlab.rb"
end

def evaluate
  require "#{LIBRARIES}/deprecations"
  require "#{LIBRARIES}/config/gitlab"
  Gitlab.from_file(gitlab_rb)
  variables = Gitlab['gitlab_rails']['env'] || {}
  variables.to_h { |name, value| [name.to_s, value] }.compact.transform_values(&:to_s)
end

def write(variables)
  FileUtils.mkdir_p(ENVIRONMENT)
  (Dir.children(ENVIRONMENT) - variables.keys).each { |name| File.delete("#{ENVIRONMENT}/#{name}") }
  variables.each { |name, value| File.write("#{ENVIRONMENT}/#{name}", value) }
end

def fail_with(output)
  report(500, [])
  puts output, 'There was an error running gitlab-ctl reconfigure'
  1
end

def reconfigure
  Controls.delay
  Controls.hold
  failure = Controls.failure
  return fail_with(failure) if failure

  variables = evaluate
  write(variables)
  report(200, variables.keys)
  puts 'gitlab Reconfigured!'
  0
rescue StandardError, ScriptError => e
  fail_with("#{e.class}: #{e.message}")
end

$stdout.sync = true
case ARGV.first
when 'reconfigure'
  exit Journal.record { reconfigure }
else
  warn 'usage: gitlab-ctl reconfigure'
  exit 2
end
