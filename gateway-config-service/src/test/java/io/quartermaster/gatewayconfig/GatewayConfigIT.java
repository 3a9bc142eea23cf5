package io.quartermaster.gatewayconfig;

import static io.quartermaster.gatewayconfig.Settings.PRODUCTION_BLOCK;
import static io.quartermaster.gatewayconfig.Settings.STAGING_BLOCK;
import static io.quartermaster.testkit.Await.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.contracts.Topic;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.ReceivedEvent;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NodeOnDisk.class)
class GatewayConfigIT {

  @Inject DataSource database;

  TestTopics topics;
  NodeOnDisk node;

  private final Settings settings = Settings.ofANewInstance();

  @BeforeEach
  void atRest() {
    Quiescence.await("gateway-config-service", database);
    node.forgetConfigured();
  }

  @Test
  void configuresProduction() {
    String written = "external_url 'https://gitlab.example.com' # ours\n";
    node.write(written);
    int runs = node.runs();

    topics.publish(settings.production(1));

    GatewayConfigPushed pushed = awaitPushed(1);
    assertThat(pushed.nodes()).isEqualTo(1);
    assertThat(node.gitlabRb()).isEqualTo(written + "\n" + PRODUCTION_BLOCK);
    assertThat(node.configured()).isEqualTo(node.gitlabRb());
    assertThat(node.runs()).isEqualTo(runs + 1);
    assertThat(started()).extracting(Origin::revision).containsExactly(1L);
    assertThat(pushed.origin())
        .returns(2L, Origin::revision)
        .returns(1L, Origin::settingsRevision)
        .returns(1, Origin::attempt);
  }

  @Test
  void configuresStaging() {
    node.write("");

    topics.publish(settings.staging(1));

    awaitPushed(1);
    assertThat(node.configured()).isEqualTo(STAGING_BLOCK);
  }

  @Test
  void reconfiguresOnceForDuplicatesAndUnchangedSettings() {
    node.write("");
    int runs = node.runs();

    String id = topics.publish(settings.production(1));
    topics.publish(settings.production(1), id);
    awaitPushed(1);
    topics.publish(settings.production(1));
    topics.publish(settings.production(2));

    assertThat(awaitPushed(2).origin().revision()).isEqualTo(4);
    assertThat(started()).extracting(Origin::settingsRevision).containsExactly(1L, 2L);
    assertThat(node.runs()).isEqualTo(runs + 1);
  }

  @Test
  void ignoresOutdatedSettings() {
    node.write("");

    topics.publish(settings.staging(5));
    topics.publish(settings.production(4));
    topics.publish(settings.staging(6));

    awaitPushed(6);
    assertThat(node.configured()).isEqualTo(STAGING_BLOCK);
    assertThat(started()).extracting(Origin::settingsRevision).doesNotContain(4L);
  }

  @Test
  void repairsDriftWhenVerificationIsRequested() {
    node.write("");
    topics.publish(settings.production(1));
    awaitPushed(1);
    node.write("");
    int runs = node.runs();

    topics.publish(settings.verification(1));

    eventually(() -> assertThat(node.gitlabRb()).isEqualTo(PRODUCTION_BLOCK));
    eventually(() -> assertThat(node.runs()).isGreaterThan(runs));
  }

  @Test
  void reportsAFailedReconfigureAndRetriesUntilItSucceeds() {
    node.write("");
    node.failing(true);

    topics.publish(settings.production(1));
    GatewayConfigFailed failed =
        topics.await(GatewayConfigFailed.class, event -> isOurs(event.origin()));
    node.failing(false);

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failed.failure().code()).isEqualTo("reconfigure_failed");
    assertThat(failed.failure().detail()).contains(NodeOnDisk.NAME).contains("status 7");
    assertThat(failed.failure().nextAttemptAt()).isAfter(failed.origin().occurredAt());
    assertThat(awaitPushed(1).origin().attempt()).isGreaterThan(1);
    assertThat(node.configured()).isEqualTo(PRODUCTION_BLOCK);
    assertThat(started()).hasSize(1);
  }

  @Test
  void refusesAFileThatCannotBeEditedSafelyAndRetriesOnVerification() {
    String computed = "gitlab_rails['env'] = Environment.read\n";
    node.write(computed);
    int runs = node.runs();

    topics.publish(settings.production(1));
    GatewayConfigFailed failed =
        topics.await(GatewayConfigFailed.class, event -> isOurs(event.origin()));

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failed.failure().code()).isEqualTo("gitlab_rb_not_editable");
    assertThat(failed.failure().detail()).contains("line 1");
    assertThat(failed.failure().nextAttemptAt()).isAfter(failed.origin().occurredAt());
    assertThat(node.gitlabRb()).isEqualTo(computed);
    assertThat(node.runs()).isEqualTo(runs);

    node.write("");
    topics.publish(settings.verification(1));
    awaitPushed(1);
    assertThat(node.configured()).isEqualTo(PRODUCTION_BLOCK);
  }

  @Test
  void deadLettersAnUnreadableEventAndHandlesTheNext() {
    node.write("");
    byte[] unreadable = "{\"instance_uid\":".getBytes(UTF_8);
    String key = settings.production(1).aggregate();

    topics.publish(
        Topic.SETTINGS_EVENTS,
        key,
        TestTopics.headers(settings.production(1), settings.instanceUid()),
        unreadable);
    topics.publish(settings.production(2));

    awaitPushed(2);
    ReceivedEvent deadLetter =
        topics.await(
            Topic.GATEWAY_CONFIG_SERVICE_DEAD_LETTERS, message -> key.equals(message.key()));
    assertThat(deadLetter.json()).contains("\"reason\":\"data\"");
  }

  private GatewayConfigPushed awaitPushed(long settingsRevision) {
    return topics.await(
        GatewayConfigPushed.class,
        event -> isOurs(event.origin()) && event.origin().settingsRevision() == settingsRevision);
  }

  private List<Origin> started() {
    return topics.eventsOf(StepStarted.class, settings.outcomes()).stream()
        .map(StepStarted::origin)
        .toList();
  }

  private boolean isOurs(Origin origin) {
    return origin.instanceUid().equals(settings.instanceUid());
  }
}
