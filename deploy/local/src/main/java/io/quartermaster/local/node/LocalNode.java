package io.quartermaster.local.node;

import io.quartermaster.node.NodeCommand;
import io.quartermaster.sandbox.node.StandInNode;
import io.quartermaster.sandbox.node.StandInRuby;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Installs the GitLab node of the local stack. Its Ruby is the system's, else JRuby on the JDK of
 * this program, which needs nothing to be installed and starts more slowly.
 */
public final class LocalNode {

  private static final String PROGRAM = "quartermaster-node";

  private LocalNode() {}

  /**
   * Writes everything but an existing {@code gitlab.rb}, which is state.
   *
   * @param jruby the complete JRuby
   * @param sandboxControl where the stand-in of {@code gitlab-ctl} reports its runs; none without a
   *     sandbox
   */
  public static void prepare(
      StandInNode node, Path jruby, URI gitlab, @Nullable URI sandboxControl) {
    StandInRuby ruby = StandInRuby.ofSystem().orElseGet(() -> StandInRuby.ofJar(jruby));
    node.prepare(program(), ruby, gitlab, sandboxControl);
  }

  private static byte[] program() {
    try (InputStream in = NodeCommand.class.getResourceAsStream(PROGRAM)) {
      return Objects.requireNonNull(in, PROGRAM).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
