package io.quartermaster.node;

import static io.quartermaster.node.TestNode.answered;
import static io.quartermaster.node.TestNode.goal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed before each of its renames, deletions and flushes to the disk: the node has
 * the old or the new configuration, whole, and the next change completes.
 */
class NodeKilledProgramTest {

  /** Loaded before the program, not by the programs that it starts. */
  private static final String PRELOAD =
      """
      ENV.delete('RUBYOPT')
      module KillPoint
        @left = Integer(ENV['KILL_AT'])

        def self.pass
          @left -= 1
          return unless @left.zero?

          Process.kill(:KILL, Process.pid)
          sleep
        end
      end
      File.prepend(Module.new { def fsync; KillPoint.pass; super; end })
      File.singleton_class.prepend(Module.new do
        def rename(*)
          KillPoint.pass
          super
        end

        def unlink(*)
          KillPoint.pass
          super
        end
      end)
      """;

  @TempDir Path folder;

  @Test
  void everyPointLeavesAWholeConfiguration() throws IOException {
    TestNode node = TestNode.in(folder);
    Files.move(node.files.libraries(), folder.resolve("unused")); // Not evaluated: faster.
    Path preload = Files.writeString(folder.resolve("preload.rb"), PRELOAD);
    int killed = 0;
    boolean all = false;
    for (int point = 1; !all; point++) {
      all = true;
      for (NodeGoal goal :
          List.of(goal("https://" + point + ".example.com"), new NodeGoal.Absent())) {
        List<String> prefix = List.of("env", "RUBYOPT=-r" + preload, "KILL_AT=" + point);
        NodeAccess access = node.accessWith(prefix, Duration.ofMinutes(1));
        boolean interrupted = change(node, access, goal);
        killed += interrupted ? 1 : 0;
        all &= !interrupted;
      }
    }
    assertThat(killed).isGreaterThan(20);
  }

  /** Kills every command at its point and repeats it, as after a lost answer. */
  private static boolean change(TestNode node, NodeAccess killing, NodeGoal goal) {
    Observation before = node.observe(goal);
    Set<String> gitLabRbs = new HashSet<>(Set.of(node.gitlabRb()));
    Set<String> includes = new HashSet<>(Set.of(include(node)));
    boolean killed = false;
    List<Function<NodeAccess, NodeReply<?>>> commands =
        List.of(a -> a.stage(goal, before.hashes()), NodeAccess::check, NodeAccess::apply);
    for (Function<NodeAccess, NodeReply<?>> command : commands) {
      if (command.apply(killing) instanceof NodeReply.Failed) {
        killed = true;
        gitLabRbs.add(node.gitlabRb());
        includes.add(include(node));
        assertThat(node.gitlabRb().contains("from_file") && include(node).isEmpty())
            .as("a statement without its include")
            .isFalse();
        answered(command.apply(node.access));
      }
    }
    boolean present = goal instanceof NodeGoal.Present;
    assertThat(node.gitlabRb().contains("from_file")).isEqualTo(present);
    assertThat(Files.exists(node.files.include())).isEqualTo(present);
    assertThat(node.otherFiles()).isEmpty();
    gitLabRbs.add(node.gitlabRb());
    includes.add(include(node));
    assertThat(gitLabRbs).as("old and new").hasSize(2);
    assertThat(includes).as("old and new").hasSize(2);
    return killed;
  }

  private static String include(TestNode node) {
    return Files.exists(node.files.include()) ? TestNode.text(node.files.include()) : "";
  }
}
