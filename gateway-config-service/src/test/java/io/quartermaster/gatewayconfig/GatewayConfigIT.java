package io.quartermaster.gatewayconfig;

import static io.quartermaster.gatewayconfig.Settings.STAGING_VARIABLES;
import static io.quartermaster.gatewayconfig.TestNodes.ADMINISTRATORS;
import static io.quartermaster.gatewayconfig.TestNodes.FIRST;
import static io.quartermaster.gatewayconfig.TestNodes.runs;
import static io.quartermaster.gatewayconfig.TestNodes.text;
import static io.quartermaster.testkit.Await.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigProgressed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.GatewayConfigRemoved;
import io.quartermaster.contracts.NodeProgress;
import io.quartermaster.contracts.NodeProgress.State;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.Topic;
import io.quartermaster.sandbox.node.RequiresPrograms;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.ReceivedEvent;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestNodes.class)
@RequiresPrograms("ruby")
class GatewayConfigIT {

  @Inject DataSource database;
  @Inject TestInventory inventory;

  TestTopics topics;
  TestNodes nodes;

  private final Settings settings = Settings.ofANewInstance();

  @BeforeEach
  void atRest() {
    Quiescence.await("gateway-config-service", database);
    nodes.reset();
    inventory.reset(FIRST);
  }

  @Test
  void configuresStaging() {
    topics.publish(settings.staging(1));

    outcomes().awaitPushed(1);
    assertThat(nodes.first().railsEnvironment()).isEqualTo(STAGING_VARIABLES);
  }

  @Test
  void reconfiguresOnceForDuplicatesAndUnchangedSettings() {
    int runs = runs(nodes.first());

    String id = topics.publish(settings.production(1));
    topics.publish(settings.production(1), id);
    outcomes().awaitPushed(1);
    topics.publish(settings.production(1));
    topics.publish(settings.production(2));

    outcomes().awaitPushed(2);
    assertThat(outcomes().started()).extracting(Origin::settingsRevision).containsExactly(1L, 2L);
    assertThat(runs(nodes.first())).isEqualTo(runs + 1);
  }

  @Test
  void ignoresOutdatedSettings() {
    topics.publish(settings.staging(5));
    topics.publish(settings.production(4));
    topics.publish(settings.staging(6));

    outcomes().awaitPushed(6);
    assertThat(nodes.first().railsEnvironment()).isEqualTo(STAGING_VARIABLES);
    assertThat(outcomes().started()).extracting(Origin::settingsRevision).doesNotContain(4L);
  }

  @Test
  void coalescesSaves() {
    int runs = runs(nodes.first());
    nodes.first().reconfigure().hold();
    topics.publish(settings.production(1));
    eventually(() -> assertThat(runs(nodes.first())).isEqualTo(runs + 1));

    for (int revision = 2; revision <= 100; revision++) {
      topics.publish(
          revision % 2 == 0 ? settings.staging(revision) : settings.production(revision));
    }
    Quiescence.awaitConsumed("gateway-config-service");
    nodes.first().reconfigure().release();

    outcomes().awaitPushed(100);
    assertThat(nodes.first().railsEnvironment()).isEqualTo(STAGING_VARIABLES);
    assertThat(runs(nodes.first())).isLessThanOrEqualTo(runs + 2);
    assertThat(nodes.first().reconfigure().overlapped()).isFalse();
  }

  @Test
  void reportsAReconfigureThatTakesLong() {
    nodes.first().reconfigure().hold();
    topics.publish(settings.production(1));

    GatewayConfigProgressed report =
        topics.await(
            GatewayConfigProgressed.class,
            event ->
                Outcomes.isOf(settings, event.origin())
                    && event.nodes().getFirst().detail() != null);
    nodes.first().reconfigure().release();

    assertThat(report.nodes().getFirst().state()).isEqualTo(NodeProgress.State.APPLYING);
    assertThat(report.nodes().getFirst().detail())
        .startsWith("gitlab-ctl reconfigure has been running since ");
    outcomes().awaitPushed(1);
  }

  @Test
  void rejectsAGatewayUrlBeforeANodeIsTouched() {
    topics.publish(settings.production("https://gateway.example.com", 1));

    GatewayConfigFailed failed = outcomes().awaitFailed(1);

    assertThat(failed.failure().code()).isEqualTo("gateway_url_rejected");
    assertThat(failed.failure().detail()).contains("gateway.example.com");
    assertThat(text(nodes.first().gitlabRb())).isEqualTo(ADMINISTRATORS);
    assertThat(nodes.first().include()).doesNotExist();
  }

  @Test
  void leavesTheNodesToTheNewestInstance() {
    Settings newer = Settings.ofANewInstance();
    topics.publish(settings.production(1));
    outcomes().awaitPushed(1);
    topics.publish(newer.staging(1));
    topics.await(GatewayConfigPushed.class, event -> Outcomes.isOf(newer, event.origin()));
    int runs = runs(nodes.first());

    topics.publish(settings.production(1));
    topics.publish(settings.verification(1));
    topics.publish(newer.verification(1));
    eventually(
        () -> assertThat(topics.eventsOf(GatewayConfigPushed.class, newer.outcomes())).hasSize(2));
    inventory.awaitIdle();

    assertThat(nodes.first().railsEnvironment()).isEqualTo(STAGING_VARIABLES);
    assertThat(runs(nodes.first())).isEqualTo(runs);
    assertThat(topics.eventsOf(GatewayConfigPushed.class, settings.outcomes())).hasSize(1);
  }

  @Test
  void leavesTheNodesToTheNewestInstanceWhenAnotherIsDisconnected() {
    Settings newer = Settings.ofANewInstance();
    topics.publish(settings.production(1));
    outcomes().awaitPushed(1);
    topics.publish(newer.staging(1));
    topics.await(GatewayConfigPushed.class, event -> Outcomes.isOf(newer, event.origin()));
    int runs = runs(nodes.first());

    topics.publish(settings.removed(true, 2));
    topics.await(GatewayConfigRemoved.class, event -> Outcomes.isOf(settings, event.origin()));
    inventory.awaitIdle();

    assertThat(nodes.first().include()).exists();
    assertThat(nodes.first().railsEnvironment()).isEqualTo(STAGING_VARIABLES);
    assertThat(runs(nodes.first())).isEqualTo(runs);
  }

  @Test
  void endsRepairsWithTheDisconnect() {
    topics.publish(settings.production(1));
    outcomes().awaitPushed(1);
    topics.publish(settings.removed(false, 2));
    Quiescence.awaitConsumed("gateway-config-service");
    nodes.first().write(ADMINISTRATORS);

    topics.publish(settings.verification(1));
    Quiescence.awaitConsumed("gateway-config-service");
    inventory.awaitIdle();

    assertThat(text(nodes.first().gitlabRb())).isEqualTo(ADMINISTRATORS);
    assertThat(topics.eventsOf(GatewayConfigRemoved.class, settings.outcomes())).isEmpty();
  }

  @Test
  void rollsBackAJobThatFailsAfterTheDisconnect() {
    int runs = runs(nodes.first());
    nodes.first().reconfigure().hold();
    topics.publish(settings.production(1));
    eventually(() -> assertThat(runs(nodes.first())).isEqualTo(runs + 1));
    nodes.first().reconfigure().failNext(1, "The cookbook failed.");

    topics.publish(settings.removed(false, 2));
    topics.publish(settings.verification(1));
    Quiescence.awaitConsumed("gateway-config-service");
    int published = topics.eventsOf(GatewayConfigProgressed.class, settings.outcomes()).size();
    nodes.first().reconfigure().release();

    eventually(
        () -> {
          assertThat(text(nodes.first().gitlabRb())).isEqualTo(ADMINISTRATORS);
          assertThat(nodes.first().include()).doesNotExist();
          assertThat(runs(nodes.first())).isEqualTo(runs + 2);
        });
    inventory.awaitIdle();
    assertThat(nodes.first().reconfigure().overlapped()).isFalse();
    assertThat(topics.eventsOf(GatewayConfigProgressed.class, settings.outcomes()))
        .hasSize(published);
  }

  @Test
  void removesTheConfigurationOnRequest() {
    topics.publish(settings.production(1));
    outcomes().awaitPushed(1);
    int runs = runs(nodes.first());

    topics.publish(settings.removed(true, 2));
    GatewayConfigRemoved removed =
        topics.await(GatewayConfigRemoved.class, event -> Outcomes.isOf(settings, event.origin()));

    assertThat(removed.nodeStates())
        .extracting(NodeProgress::state)
        .containsExactly(State.VERIFIED);
    assertThat(text(nodes.first().gitlabRb())).isEqualTo(ADMINISTRATORS);
    assertThat(nodes.first().include()).doesNotExist();
    assertThat(nodes.first().railsEnvironment()).isEmpty();
    assertThat(runs(nodes.first())).isEqualTo(runs + 1);
  }

  @Test
  void doesNotReconfigureARenamedNodeAndALostDatabase() {
    topics.publish(settings.production(1));
    outcomes().awaitPushed(1);
    int runs = runs(nodes.first());
    inventory.reset(FIRST);

    topics.publish(settings.production(2));

    assertThat(outcomes().awaitPushed(2).drift()).isNull();
    assertThat(runs(nodes.first())).isEqualTo(runs);
  }

  @Test
  void saysWhenTheVariableAloneHasNoEffect() {
    topics.publish(settings.production(1));
    assertThat(outcomes().awaitPushed(1).detail()).doesNotContain("database");
    nodes.first().version("18.9.0-ee");

    topics.publish(settings.production(2));

    assertThat(outcomes().awaitPushed(2).detail())
        .contains("GitLab 18.9.0 reads the URL from its database")
        .contains("gateway-config.database-setting");
  }

  @Test
  void deadLettersAnUnreadableEventAndHandlesTheNext() {
    byte[] unreadable = "{\"instance_uid\":".getBytes(UTF_8);
    String key = settings.production(1).aggregate();

    topics.publish(
        Topic.SETTINGS_EVENTS,
        key,
        TestTopics.headers(settings.production(1), settings.instanceUid()),
        unreadable);
    topics.publish(settings.production(2));

    outcomes().awaitPushed(2);
    ReceivedEvent deadLetter =
        topics.await(
            Topic.GATEWAY_CONFIG_SERVICE_DEAD_LETTERS, message -> key.equals(message.key()));
    assertThat(deadLetter.json()).contains("\"reason\":\"data\"");
  }

  private Outcomes outcomes() {
    return new Outcomes(topics, settings);
  }
}
