package io.quartermaster.gatewayconfig;

import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigProgressed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.NodeProgress.State;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.testkit.TestTopics;
import java.util.List;

/** The outcomes of the step of one instance. */
record Outcomes(TestTopics topics, Settings settings) {

  /** Requests a verification and returns what it found. */
  List<Difference> repair(long revision) {
    int before = topics.eventsOf(GatewayConfigPushed.class, settings.outcomes()).size();
    topics.publish(settings.verification(revision));
    eventually(
        () ->
            assertThat(topics.eventsOf(GatewayConfigPushed.class, settings.outcomes()))
                .hasSize(before + 1));
    List<Difference> drift =
        topics.eventsOf(GatewayConfigPushed.class, settings.outcomes()).getLast().drift();
    assertThat(drift).isNotNull().allMatch(Difference::repaired);
    return drift;
  }

  GatewayConfigPushed awaitPushed(long settingsRevision) {
    return topics.await(
        GatewayConfigPushed.class,
        event ->
            isOf(settings, event.origin())
                && event.origin().settingsRevision() == settingsRevision);
  }

  GatewayConfigFailed awaitFailed(long settingsRevision) {
    return topics.await(
        GatewayConfigFailed.class,
        event ->
            isOf(settings, event.origin())
                && event.origin().settingsRevision() == settingsRevision);
  }

  List<GatewayConfigProgressed> progressed() {
    return topics.eventsOf(GatewayConfigProgressed.class, settings.outcomes());
  }

  List<State> statesOf(String node) {
    return progressed().stream().map(event -> state(event, node)).toList();
  }

  static State state(GatewayConfigProgressed event, String node) {
    return event.nodes().stream()
        .filter(progress -> progress.node().equals(node))
        .findFirst()
        .orElseThrow()
        .state();
  }

  List<Origin> started() {
    return topics.eventsOf(StepStarted.class, settings.outcomes()).stream()
        .map(StepStarted::origin)
        .toList();
  }

  static boolean isOf(Settings instance, Origin origin) {
    return origin.instanceUid().equals(instance.instanceUid());
  }
}
