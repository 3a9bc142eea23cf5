package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.local.stack.EndedPart;
import io.quartermaster.local.stack.RunLock;
import io.quartermaster.local.stack.StackLayout;
import io.quartermaster.local.stack.StackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./qm} as a user sees it: its output and its exit status. */
class QmProcessIT {
  @TempDir private Path state;
  private final StackPorts ports = StackPorts.free();

  private record Result(int status, String output) {}

  @AfterEach
  void down() throws Exception {
    qm("down");
  }

  @Test
  void upRunsUntilDownAndRecoversFromAKillOfItself() throws Exception {
    assertSuccess(up());
    assertThat(up().output())
        .contains("Already running", "settings-service")
        .contains("$(./qm token --state '" + state + "')", "./qm down --state '" + state + "'")
        .doesNotContain("ignored");
    assertThat(qm("up", "--projects", "5", "--kafka-port", "1025").output())
        .contains("ignored", "--projects 5 (running: 8)")
        .contains("--kafka-port 1025 (running: " + ports.kafka() + ")");

    JsonNode status = new ObjectMapper().readTree(qm("status", "--json").output());
    assertThat(status.path("ready").asBoolean()).isTrue();
    assertThat(status.path("parts")).hasSize(8);
    assertThat(status.path("setup").path("state").asText()).isEqualTo("not_started");

    StackLayout layout = new StackLayout(StackUnderTest.home(), state);
    kill(layout, "oauth-registrar");
    Result dead = qm("status");
    assertThat(dead.status()).isEqualTo(1);
    assertThat(dead.output())
        .contains("oauth-registrar has stopped with exit status 137 (ended by signal 9)")
        .contains("started in");
    assertThat(layout.log("up"))
        .content()
        .contains("oauth-registrar has stopped", "./qm down --state '" + state + "' stops them");

    ProcessHandle running = RunLock.holder(layout).orElseThrow();
    running.destroyForcibly();
    running.onExit().get(10, TimeUnit.SECONDS);
    assertSuccess(up());

    assertThat(qm("down").output()).contains("Stopped.");
    assertThat(qm("status").status()).isEqualTo(1);
  }

  @Test
  void namesABusyPortAndItsOption() throws Exception {
    try (ServerSocket other =
        new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
      Result result = up();
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.output()).contains("port " + other.getLocalPort(), "--kafka-port");
    }
  }

  /** Returns when the stack has noticed. */
  private static void kill(StackLayout layout, String part) {
    layout.pidFile(part).running().orElseThrow().destroyForcibly();
    await().until(() -> EndedPart.read(layout, part).isPresent());
    await().until(() -> Files.readString(layout.log("up")).contains(part + " has stopped"));
  }

  private static void assertSuccess(Result result) {
    assertThat(result.status()).as(result.output()).isZero();
  }

  private Result up() throws IOException, InterruptedException {
    return qm(
        "up",
        "--detach",
        "--port-base",
        Integer.toString(ports.services().getFirst()),
        "--kafka-port",
        Integer.toString(ports.kafka()),
        "--postgres-port",
        Integer.toString(ports.postgres()));
  }

  private Result qm(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(StackUnderTest.home().resolve("qm").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--state", state.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("QM_BUILD", "never");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
