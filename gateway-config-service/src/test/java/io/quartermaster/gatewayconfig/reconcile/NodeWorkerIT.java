package io.quartermaster.gatewayconfig.reconcile;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;
import static io.quartermaster.gatewayconfig.TestNodes.FIRST;
import static io.quartermaster.gatewayconfig.TestNodes.runs;
import static io.quartermaster.gatewayconfig.TestNodes.text;
import static io.quartermaster.testkit.Await.condition;
import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.gatewayconfig.GatewayConfigServiceConfig;
import io.quartermaster.gatewayconfig.TestConfig;
import io.quartermaster.gatewayconfig.TestInventory;
import io.quartermaster.gatewayconfig.TestNodes;
import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Environment;
import io.quartermaster.gatewayconfig.decision.NodeDrift;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.gatewayconfig.decision.NodeState.Phase;
import io.quartermaster.gatewayconfig.effect.CrashingNodes;
import io.quartermaster.gatewayconfig.effect.CrashingNodes.CrashException;
import io.quartermaster.gatewayconfig.store.GatewayConfigRepository;
import io.quartermaster.gatewayconfig.store.NodeRepository;
import io.quartermaster.messaging.reconcile.ReconcileOutcome;
import io.quartermaster.messaging.reconcile.ReconcileRequest;
import io.quartermaster.sandbox.node.RequiresPrograms;
import io.quartermaster.step.StepFailure;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker that the test runs, on a real node and database: one run after another. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestNodes.class)
@RequiresPrograms("ruby")
class NodeWorkerIT {

  private static final ReconcileRequest REQUEST =
      new ReconcileRequest(FIRST, 1, Duration.ofSeconds(1));

  @Inject DataSource database;
  @Inject TestInventory inventory;
  @Inject NodeWork work;
  @Inject GatewayConfigRepository configs;
  @Inject NodeRepository repository;

  TestNodes nodes;

  private final String instance = UUID.randomUUID().toString();

  @BeforeEach
  void atRest() {
    Quiescence.await("gateway-config-service", database);
    nodes.reset();
    inventory.reset(FIRST);
  }

  @ParameterizedTest
  @CsvSource({
    "stage, 1, false",
    "stage, 1, true",
    "check, 1, true",
    "apply, 1, false",
    "apply, 1, true",
    "start, 1, false",
    "start, 1, true",
    "keep, 1, true"
  })
  void finishesAfterACrash(String command, int number, boolean after) {
    int runs = runs(nodes.first());
    save(Environment.PRODUCTION);

    crashAt(command, number, after);
    finish(worker(Map.of(), Duration.ZERO));

    assertThat(state().phase()).isEqualTo(Phase.VERIFIED);
    assertThat(nodes.first().railsEnvironment()).containsOnlyKeys("AI_GATEWAY_URL");
    assertThat(text(nodes.first().gitlabRb())).startsWith(TestNodes.ADMINISTRATORS);
    assertThat(runs(nodes.first())).isEqualTo(runs + 1);
    assertNoCandidates();
  }

  @ParameterizedTest
  @CsvSource({"stage, 2, true", "check, 2, true", "apply, 2, true", "start, 2, true"})
  void finishesTheRollBackAfterACrash(String command, int number, boolean after) {
    int runs = runs(nodes.first());
    save(Environment.PRODUCTION);
    nodes.first().reconfigure().failNext(1, "The cookbook failed.");

    crashAt(command, number, after);
    finish(worker(Map.of(), Duration.ZERO));

    assertThat(failureCode()).isEqualTo("reconfigure_failed");
    assertThat(text(nodes.first().gitlabRb())).isEqualTo(TestNodes.ADMINISTRATORS);
    assertThat(nodes.first().include()).doesNotExist();
    assertThat(nodes.first().railsEnvironment()).isEmpty();
    assertThat(runs(nodes.first())).isEqualTo(runs + 2);
    assertNoCandidates();
  }

  @Test
  void adoptsARunningJobAfterALossOfTheDatabase() {
    int runs = runs(nodes.first());
    nodes.first().reconfigure().hold();
    save(Environment.PRODUCTION);
    NodeWorker worker = worker(Map.of(), Duration.ZERO);
    untilReconfiguring(worker);
    inventory.reset(FIRST);

    worker.run(REQUEST);
    assertThat(state().phase()).isEqualTo(Phase.RECONFIGURING);
    nodes.first().reconfigure().release();
    finish(worker);

    assertThat(state().phase()).isEqualTo(Phase.VERIFIED);
    assertThat(runs(nodes.first())).isEqualTo(runs + 1);
  }

  @Test
  void reportsALateJobAndRecognizesThatItEndedWell() {
    int runs = runs(nodes.first());
    nodes.first().reconfigure().hold();
    save(Environment.PRODUCTION);
    untilReconfiguring(worker(Map.of(), Duration.ZERO));

    worker(Map.of(), Duration.ofMinutes(16)).run(REQUEST);
    assertThat(failureCode()).isEqualTo("reconfigure_timed_out");
    assertThat(state().hasJob()).isTrue();
    nodes.first().reconfigure().release();
    finish(worker(Map.of(), Duration.ofMinutes(17)));

    assertThat(state().phase()).isEqualTo(Phase.VERIFIED);
    assertThat(state().report().failure()).isNull();
    assertThat(runs(nodes.first())).isEqualTo(runs + 1);
  }

  @Test
  void neverRunsTwoJobsAtOnceWithTwoReplicas() {
    int runs = runs(nodes.first());
    save(Environment.PRODUCTION);

    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> finish(worker(Map.of(), Duration.ZERO))),
            CompletableFuture.runAsync(() -> finish(worker(Map.of(), Duration.ZERO))))
        .join();

    assertThat(state().phase()).isEqualTo(Phase.VERIFIED);
    assertThat(nodes.first().reconfigure().overlapped()).isFalse();
    assertThat(runs(nodes.first())).isEqualTo(runs + 1);
  }

  @Test
  void onlyShowsDifferencesInModeObserve() {
    int runs = runs(nodes.first());
    save(Environment.PRODUCTION);

    finish(worker(Map.of("mode", "observe"), Duration.ZERO));

    assertThat(failureCode()).isEqualTo("gateway_configuration_differs");
    assertThat(state().report().drift())
        .extracting(NodeDrift::what)
        .containsExactly("gateway_include", "gateway_statement", "gateway_variable");
    assertThat(text(nodes.first().gitlabRb())).isEqualTo(TestNodes.ADMINISTRATORS);
    assertThat(runs(nodes.first())).isEqualTo(runs);
  }

  @Test
  void storesTheUrlInGitLabsDatabaseWhereItIsReadFromThere() {
    save(Environment.PRODUCTION);
    finish(worker(Map.of("database-setting", "true"), Duration.ZERO));
    assertThat(nodes.first().aiGatewayUrl()).isEmpty();
    nodes.first().version("18.9.0-ee");
    inventory.reset(FIRST);

    finish(worker(Map.of("database-setting", "true"), Duration.ZERO));

    assertThat(nodes.first().aiGatewayUrl()).contains("https://cloud.gitlab.com/ai");
  }

  private void save(Environment environment) {
    requiringNew()
        .run(
            () ->
                configs.save(
                    instance,
                    new DesiredConfig.Present(
                        environment, URI.create("https://cloud.gitlab.com/ai")),
                    Instant.now()));
  }

  private NodeWorker worker(Map<String, String> settings, Duration later) {
    GatewayConfigServiceConfig config = config(settings);
    return new NodeWorker(
        config, new CrashingNodes(config), work, Clock.offset(Clock.systemUTC(), later));
  }

  private GatewayConfigServiceConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("nodes[0].name", FIRST);
    return TestConfig.of(all);
  }

  private void crashAt(String command, int number, boolean after) {
    GatewayConfigServiceConfig config = config(Map.of());
    CrashingNodes crashing = new CrashingNodes(config);
    crashing.crashAt(command, number, after);
    NodeWorker worker = new NodeWorker(config, crashing, work, Clock.systemUTC());
    condition()
        .until(
            () -> {
              try {
                return worker.run(REQUEST) instanceof ReconcileOutcome.Done;
              } catch (RuntimeException e) {
                return isCrash(e);
              }
            });
  }

  private static boolean isCrash(RuntimeException e) {
    if (e instanceof CrashException) {
      return true;
    }
    throw e;
  }

  private static void finish(NodeWorker worker) {
    condition().until(() -> worker.run(REQUEST) instanceof ReconcileOutcome.Done);
  }

  private void untilReconfiguring(NodeWorker worker) {
    int before = runs(nodes.first());
    condition()
        .until(
            () -> {
              worker.run(REQUEST);
              return runs(nodes.first()) > before;
            });
    eventually(() -> assertThat(state().hasJob()).isTrue());
  }

  private NodeState state() {
    return requiringNew().call(repository::inventory).getFirst().state();
  }

  private String failureCode() {
    StepFailure failure = state().report().failure();
    return failure == null ? "none" : failure.code();
  }

  private void assertNoCandidates() {
    assertThat(nodes.first().gitlabRb().getParent().toFile().list())
        .allMatch(name -> List.of("gitlab.rb", "quartermaster.rb").contains(name));
  }
}
