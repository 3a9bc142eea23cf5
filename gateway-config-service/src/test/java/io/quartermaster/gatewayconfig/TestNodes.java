package io.quartermaster.gatewayconfig;

import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.node.NodeProgram;
import io.quartermaster.sandbox.node.StandInNode;
import io.quartermaster.sandbox.node.StandInReconfigure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Two stand-in nodes, {@code rails-1} and {@code rails-2}, with the node program. */
public final class TestNodes implements QuarkusTestResourceLifecycleManager {

  public static final String FIRST = "rails-1";
  public static final String SECOND = "rails-2";
  public static final String ADMINISTRATORS = "external_url 'https://gitlab.example.com' # ours\n";

  private Path directory = Path.of("");

  @Override
  public Map<String, String> start() {
    try (InputStream in = NodeProgram.class.getResourceAsStream("quartermaster-node")) {
      directory = Files.createTempDirectory("nodes");
      byte[] program = Objects.requireNonNull(in).readAllBytes();
      first().prepare(program);
      second().prepare(program);
      return Map.of(
          "setup-step.resync-interval",
          "1h",
          "gateway-config.quiet-period",
          "300ms",
          "gateway-config.nodes[0].name",
          FIRST,
          "gateway-config.nodes[0].root",
          first().root().toString(),
          "gateway-config.nodes[1].name",
          SECOND,
          "gateway-config.nodes[1].root",
          second().root().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, field -> field.getType() == TestNodes.class);
  }

  @Override
  public void stop() {
    delete(directory);
  }

  public StandInNode first() {
    return new StandInNode(directory.resolve(FIRST));
  }

  public StandInNode second() {
    return new StandInNode(directory.resolve(SECOND));
  }

  /** As GitLab was installed: nothing of ours is there. Waits for jobs of earlier tests. */
  public void reset() {
    for (StandInNode node : List.of(first(), second())) {
      StandInReconfigure reconfigure = node.reconfigure();
      reconfigure.clear();
      eventually(
          () ->
              assertThat(reconfigure.runs())
                  .allSatisfy(run -> assertThat(run.endedAt()).isNotNull()));
      node.write(ADMINISTRATORS);
      node.version("17.11.0-ee");
      delete(node.include());
      delete(node.root().resolve("opt/gitlab/etc/gitlab-rails/env"));
      delete(node.root().resolve("var/lib/quartermaster"));
    }
  }

  public static int runs(StandInNode node) {
    return node.reconfigure().runs().size();
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variable as the last reconfigure would have written it. */
  public static Path variable(StandInNode node, String name) {
    return node.root().resolve("opt/gitlab/etc/gitlab-rails/env").resolve(name);
  }

  public static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
