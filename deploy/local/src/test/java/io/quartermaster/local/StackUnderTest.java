package io.quartermaster.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.node.LocalNode;
import io.quartermaster.local.sandbox.SandboxControl;
import io.quartermaster.local.settings.SettingsApi;
import io.quartermaster.local.settings.SetupProgress;
import io.quartermaster.local.stack.Endpoints;
import io.quartermaster.local.stack.RunLock;
import io.quartermaster.local.stack.ServiceName;
import io.quartermaster.local.stack.Stack;
import io.quartermaster.local.stack.StackLayout;
import io.quartermaster.local.stack.StackListener;
import io.quartermaster.local.stack.StackOptions;
import io.quartermaster.local.stack.StackPorts;
import io.quartermaster.sandbox.node.StandInNode;
import io.quartermaster.servers.KafkaProcess;
import io.quartermaster.servers.PostgresProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The whole product as {@code ./qm up} runs it, on free ports, for end-to-end tests: they save
 * settings, kill and restart services, broker and database, and query the sandbox.
 */
public final class StackUnderTest implements AutoCloseable {
  public static final String ROLE_ARN = "arn:aws:iam::123456789012:role/QDeveloperAccess";

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Stack stack;
  private int resets;

  private StackUnderTest(Stack stack) {
    this.stack = stack;
  }

  /** A stack that keeps everything in this folder; returns when every part is ready. */
  static StackUnderTest start(Path folder, GatewayEnvironment environment) {
    return new StackUnderTest(startStack(folder, environment));
  }

  private static Stack startStack(Path folder, GatewayEnvironment environment) {
    StackLayout layout = new StackLayout(home(), folder);
    StackOptions options =
        new StackOptions(StackPorts.free(), Endpoints.SANDBOX, environment, 2, 4, Map.of(), false);
    RunLock lock = RunLock.tryAcquire(layout).orElseThrow();
    Stack stack = new Stack(layout, lock, options, StackListener.SILENT);
    stack.start();
    return stack;
  }

  /** Stops every part in order, and starts them again on the same data with new ports. */
  void restart() {
    stack.close();
    stack = startStack(stack.layout().state(), GatewayEnvironment.PRODUCTION);
  }

  /** The repository. */
  static Path home() {
    return Path.of(System.getProperty("quartermaster.home"));
  }

  public Stack stack() {
    return stack;
  }

  public SettingsApi settings() {
    return new SettingsApi(
        client, stack.addresses().settingsApi(), stack.tokens()::administratorToken);
  }

  public KafkaProcess kafka() {
    return stack.kafka();
  }

  public PostgresProcess postgres() {
    return stack.postgres();
  }

  /** As {@code kill -9}. */
  public void kill(ServiceName service) {
    stack.kill(service);
  }

  /** Returns when the services are ready. */
  public void startAgain(ServiceName... services) {
    stack.startAgain(services);
  }

  /** Saves, and returns the revision that the set-up now has. */
  public long save(String roleArn, String availability) {
    settings().save(roleArn, availability, false);
    return settings().setup().revision();
  }

  /** Waits until every step is done for the present settings. */
  public SetupProgress awaitReady() {
    return awaitReady(PATIENCE);
  }

  public SetupProgress awaitReady(Duration patience) {
    return Awaitility.await("every step done")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .until(settings()::setup, SetupProgress::ready);
  }

  /** Disconnects, deletes the AWS resources too, and waits for completion. */
  public void disconnect() {
    beginDisconnect();
    awaitDisconnected();
  }

  public void beginDisconnect() {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(stack.addresses().settingsApi().resolve("disconnect"))
                .header("Authorization", "Bearer " + stack.tokens().administratorToken())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*")
                .POST(HttpRequest.BodyPublishers.ofString("{\"delete_iam_resources\": true}")));
    if (answer.statusCode() != 202) {
      throw new AssertionError("POST disconnect: " + answer.body());
    }
  }

  public void awaitDisconnected() {
    Awaitility.await("a disconnected instance")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> settings().setup().state().equals("disconnected"));
  }

  /** The requests that the sandbox received for an operation of aws, gitlab or gateway. */
  public List<JsonNode> journal(String system, String operation) {
    return new SandboxControl(client, control()).journal(system, operation);
  }

  public void clearJournal() {
    sandbox("DELETE", "/journal", "");
  }

  /** Injects a fault into the sandbox; the rule has the format of its control API. */
  public void fault(String rule) {
    sandbox("PUT", "/faults", rule);
  }

  /** The effect takes place at once, but the caller receives no response. */
  public void withholdAnswers(String system, String operation) {
    fault(
        """
        {"system": "%s", "operation": "%s", "fault": "late-answer", "delay": "PT10M"}
        """
            .formatted(system, operation));
  }

  public void clearFaults() {
    sandbox("DELETE", "/faults", "");
  }

  /**
   * Removes every set-up from AWS, GitLab, gateway, journal and GitLab host, without notifying the
   * services. As in GitLab, user ids are not reused.
   */
  public void resetWorld() {
    sandbox("POST", "/reset", "");
    resets++;
    for (int i = 0; i < resets; i++) {
      consumeUserId();
    }
    clearJournal();
    resetNode();
  }

  /** As before the first set-up: the stand-in writes what is missing. */
  private void resetNode() {
    StandInNode node = stack.node();
    for (String state : List.of("etc/gitlab", "opt/gitlab/etc", "var/lib")) {
      try (Stream<Path> files = Files.walk(node.root().resolve(state))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (NoSuchFileException e) {
        continue; // Nothing was ever set up.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    LocalNode.prepare(node, stack.layout().jruby(), stack.addresses().gitlab(), control());
  }

  private void consumeUserId() {
    try {
      JsonNode account = new ObjectMapper().readTree(gitlab("POST", "service_accounts"));
      gitlab("DELETE", "users/" + account.path("id").asLong());
    } catch (JsonProcessingException e) {
      throw new AssertionError("GitLab's answer is not JSON", e);
    }
  }

  private String gitlab(String method, String path) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(stack.addresses().gitlab().resolve("/api/v4/" + path))
                .header("PRIVATE-TOKEN", stack.credentials().gitlabToken())
                .method(method, HttpRequest.BodyPublishers.noBody()));
    if (answer.statusCode() >= 300) {
      throw new AssertionError(method + " " + path + ": " + answer.body());
    }
    return answer.body();
  }

  /** The status of a service's liveness check, at which an orchestrator would restart it. */
  public int liveness(ServiceName service) {
    return send(HttpRequest.newBuilder(stack.addresses().of(service).resolve("/q/health/live")))
        .statusCode();
  }

  private void sandbox(String method, String path, String body) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(control().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() >= 300) {
      throw new AssertionError(method + " " + path + ": " + answer.body());
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest ready = request.timeout(PATIENCE).build();
    try {
      return client.send(ready, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("No answer from " + ready.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  private URI control() {
    return Objects.requireNonNull(stack.addresses().sandboxControl());
  }

  @Override
  public void close() {
    client.close();
    stack.close();
  }
}
