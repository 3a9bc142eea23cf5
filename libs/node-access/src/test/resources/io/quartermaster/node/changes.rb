# frozen_string_literal: true

# Changes a node to one goal after the other through the node program, and evaluates gitlab.rb before
# and after each change. Reads one JSON object per node from standard input, writes one per node.

require 'digest'
require 'fileutils'
require 'open3'
require 'ripper'
require 'securerandom'
require 'tempfile'
require 'time'
require_relative 'evaluation'

WORKERS = 4 # They wait for the disk most of the time.

# One node: its folder, and its GITLAB_OMNIBUS_CONFIG if it is a container.
class Node
  def initialize(node)
    @root = node['root']
    @goals = node['goals']
    @omnibus_config = node['omnibus_config']
  end

  def run
    states = { 'before' => state([]) }
    @goals.each { |name, goal| states[name] = state(change(goal)) }
    states
  end

  private

  # The answers of the commands, up to the first error; a file that is not Ruby is not staged.
  def change(goal)
    answers = [command('observe', goal: goal)]
    observation = answers.last
    return answers if observation['error'] || observation['invalid_line']

    steps = [['stage', { goal: goal, expected: observation['hashes'] }], ['check', {}], ['apply', {}]]
    steps.each do |step, input|
      break if answers.last['error']

      answers << command(step, input)
    end
    answers
  end

  def state(answers)
    libraries = "#{@root}/opt/gitlab/embedded/cookbooks/package/libraries"
    gitlab_rb = "#{@root}/etc/gitlab/gitlab.rb"
    file = @omnibus_config ? "#{@root}/assets/gitlab.rb" : gitlab_rb
    { answers: answers, evaluation: Evaluation.evaluate(libraries, file, omnibus_config: @omnibus_config),
      gitlab_rb: [File.binread(gitlab_rb)].pack('m0'), files: Dir.children("#{@root}/etc/gitlab").sort }
  end

  # The node program in a child of this process instead of a Ruby of its own.
  def command(name, input)
    program = "#{@root}/opt/quartermaster/bin/quartermaster-node"
    from, to = IO.pipe
    answers, answer = IO.pipe
    to.write(JSON.generate(input))
    to.close
    pid = fork do
      $stdin.reopen(from)
      $stdout.reopen(answer)
      [from, answers, answer].each(&:close)
      ARGV.replace([name])
      $PROGRAM_NAME = program
      load program
    end
    [from, answer].each(&:close)
    text = answers.read
    Process.wait(pid)
    raise "#{name} in #{@root} ended with #{$?}" unless $?.success?

    JSON.parse(text)
  ensure
    answers&.close
  end
end

nodes = $stdin.each_line.map { |line| JSON.parse(line) }
folder = Dir.mktmpdir
workers = WORKERS.times.map do |worker|
  fork do
    states = nodes.each_index.select { |i| i % WORKERS == worker }.map do |i|
      JSON.generate('root' => nodes[i]['root'], 'states' => Node.new(nodes[i]).run)
    end
    File.write("#{folder}/#{worker}", states.map { |line| "#{line}\n" }.join)
  end
end
statuses = workers.map { |pid| Process.wait2(pid).last }
WORKERS.times { |worker| print File.read("#{folder}/#{worker}") if File.exist?("#{folder}/#{worker}") }
FileUtils.remove_entry(folder)
exit statuses.all?(&:success?)
