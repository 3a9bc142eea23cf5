package io.quartermaster.gatewayconfig.decision.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gatewayconfig.decision.DesiredConfig;
import io.quartermaster.gatewayconfig.decision.Environment;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.node.Job;
import io.quartermaster.node.Observation;
import io.quartermaster.node.Observation.Include;
import io.quartermaster.node.Observation.Statement;
import io.quartermaster.step.StepFailure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A target, states and observations of a node. */
final class Plans {

  static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  static final String URL = "https://cloud.gitlab.com/ai";
  static final Target TARGET =
      Target.of(
              new DesiredConfig.Present(Environment.PRODUCTION, URI.create(URL)),
              List.of("cloud.gitlab.com"))
          .orElseThrow();
  static final Target ABSENT = Target.of(new DesiredConfig.Absent(), List.of()).orElseThrow();
  static final UUID JOB = UUID.fromString("11111111-1111-1111-1111-111111111111");
  static final UUID NEXT = UUID.fromString("22222222-2222-2222-2222-222222222222");
  static final NodeRules MANAGE =
      new NodeRules(true, Duration.ofMinutes(15), Duration.ofSeconds(2));
  static final NodeRules OBSERVE =
      new NodeRules(false, Duration.ofMinutes(15), Duration.ofSeconds(2));
  static final NodeState UNKNOWN = NodeState.unknown(NOW.minusSeconds(100));
  static final NodeState SETTLED = UNKNOWN.verified(TARGET.text(), 1, NOW.minusSeconds(90));
  static final Map<String, String> RIGHT = Map.of("AI_GATEWAY_URL", URL);
  static final Map<String, String> WRONG = Map.of();

  private Plans() {}

  static NodeState started() {
    return UNKNOWN.starting(JOB, TARGET.text(), NOW.minusSeconds(30));
  }

  static NodePlan plan(NodeState node, Observation seen) {
    return plan(MANAGE, TARGET, node, seen);
  }

  static NodePlan plan(NodeState node, Observation seen, Instant lastSave) {
    return NodePlanner.plan("rails-1", TARGET, MANAGE, moment(lastSave), seen, node);
  }

  static NodePlan plan(NodeRules rules, Target target, NodeState node, Observation seen) {
    return NodePlanner.plan("rails-1", target, rules, moment(NOW.minusSeconds(3600)), seen, node);
  }

  static NodePlanner.Moment moment(Instant lastSave) {
    return new NodePlanner.Moment(NOW, 2, lastSave, NEXT);
  }

  static NodeAction act(NodePlan plan) {
    return ((NodePlan.Act) plan).action();
  }

  static NodeState after(NodePlan plan) {
    return ((NodePlan.Act) plan).after();
  }

  static NodeState endOf(NodePlan plan) {
    NodeState state = ((NodePlan.End) plan).state();
    assertThat(state.pass()).isEqualTo(2);
    return state;
  }

  static String failure(NodeState state) {
    StepFailure failure = state.report().failure();
    assertThat(failure).isNotNull();
    return failure.code();
  }

  static String detail(NodeState state) {
    StepFailure failure = state.report().failure();
    assertThat(failure).isNotNull();
    return failure.detail();
  }

  static Observation files(Map<String, String> variables) {
    return files(variables, null);
  }

  static Observation files(Map<String, String> variables, @Nullable Job job) {
    return seen(Statement.LAST, Include.State.AS_DESIRED, variables, job);
  }

  static Observation noFiles(Map<String, String> variables) {
    return noFiles(variables, null);
  }

  static Observation noFiles(Map<String, String> variables, @Nullable Job job) {
    return seen(Statement.ABSENT, Include.State.ABSENT, variables, job);
  }

  static Observation seen(
      Statement statement,
      Include.State include,
      Map<String, String> variables,
      @Nullable Job job) {
    return new Observation(
        "18.9.0",
        new Observation.Hashes("a", "b"),
        statement,
        null,
        new Include(include, List.of()),
        variables,
        job);
  }

  static Job job(UUID id, Job.State state, @Nullable Integer exitStatus) {
    return new Job(id, state, exitStatus, NOW, null, "output");
  }

  static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> all = new TreeMap<>(some);
    all.put(name, value);
    return all;
  }
}
