package io.quartermaster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quartermaster.sandbox.node.StandInNode;
import io.quartermaster.sandbox.node.StandInRuby;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A node in a folder with the node program, reached over the local channel. */
final class TestNode {

  static final NodeGoal.Present PRODUCTION =
      new NodeGoal.Present(
          Map.of("AI_GATEWAY_URL", "https://gateway.example.com"),
          Set.of("GITLAB_LICENSE_MODE", "CUSTOMER_PORTAL_URL", "CLOUD_CONNECTOR_SELF_SIGN_TOKENS"));

  final StandInNode files;
  final NodeAccess access;

  private TestNode(StandInNode files) {
    this.files = files;
    this.access =
        new NodeProgram(
            "web-1", files.root().toString(), new LocalChannel(List.of(), Duration.ofMinutes(2)));
  }

  static TestNode in(Path folder) {
    requireRuby();
    StandInNode files = new StandInNode(folder);
    files.prepare(program());
    return new TestNode(files);
  }

  static void requireRuby() {
    boolean found = StandInRuby.ofSystem().isPresent();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(found).as("Ruby is installed").isTrue();
    }
    assumeTrue(found, "Not installed: ruby. Install with deploy/test-tools");
  }

  /** Access over another channel or another program before the same one. */
  NodeAccess accessWith(List<String> prefix, Duration timeLimit) {
    return new NodeProgram("web-1", files.root().toString(), new LocalChannel(prefix, timeLimit));
  }

  Observation observe(NodeGoal goal) {
    return answered(access.observe(goal));
  }

  /** Brings the files to the goal. */
  void configure(NodeGoal goal) {
    answered(access.stage(goal, observe(goal).hashes()));
    answered(access.check());
    answered(access.apply());
  }

  static <T> T answered(NodeReply<T> reply) {
    return switch (reply) {
      case NodeReply.Answered<T>(T value) -> value;
      case NodeReply.Failed<T>(NodeFailure failure) -> throw new AssertionError(failure.toString());
    };
  }

  static NodeFailure failed(NodeReply<?> reply) {
    return switch (reply) {
      case NodeReply.Failed<?> failed -> failed.failure();
      case NodeReply.Answered<?> answered -> throw new AssertionError(answered.toString());
    };
  }

  String gitlabRb() {
    return text(files.gitlabRb());
  }

  /** What the program would leave behind besides the two files. */
  List<String> otherFiles() {
    try (Stream<Path> list = Files.list(files.gitlabRb().getParent())) {
      return list.map(path -> path.getFileName().toString())
          .filter(name -> !name.equals("gitlab.rb") && !name.equals("quartermaster.rb"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A goal with one variable. */
  static NodeGoal.Present goal(String url) {
    return new NodeGoal.Present(
        new LinkedHashMap<>(Map.of("AI_GATEWAY_URL", url)), PRODUCTION.forbidden());
  }

  static byte[] program() {
    try (InputStream in = NodeProgram.class.getResourceAsStream("quartermaster-node")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
