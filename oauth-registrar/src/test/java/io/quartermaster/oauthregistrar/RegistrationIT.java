package io.quartermaster.oauthregistrar;

import static io.quartermaster.testkit.Awaits.eventually;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.contracts.Topic;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.gitlab.application.OAuthApplication;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the two events to the registration, on real servers. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(World.class)
class RegistrationIT {

  private static final Duration A_WHILE = Duration.ofSeconds(1);

  @Inject GitLabApplications applications;
  TestTopics topics;
  @Inject DataSource database;
  World world;

  @BeforeEach
  void anInstance() {
    Standstill.await("oauth-registrar", database);
    world.newInstance();
    world.giveAccess("Q", World.TWELVE_HOURS);
  }

  @Test
  void registersAsSoonAsIamAccessIsThere() {
    topics.publish(world.saved("Q", 1));
    Standstill.awaitTaken("oauth-registrar");
    throughout(A_WHILE, () -> assertThat(world.sandbox().journal().of("gitlab")).isEmpty());
    assertThat(topics.eventsOf(StepStarted.class, world.stepAggregate())).isEmpty();

    topics.publish(world.provisioned("Q", 1));

    OAuthAppRegistered registered = registered(1);
    OAuthApplication application = onlyApplication();
    assertThat(application.name()).isEqualTo("Amazon Q OAuth");
    assertThat(application.callbackUrl()).isEqualTo(world.instanceUrl() + "/");
    assertThat(application.confidential()).isFalse();
    assertThat(registered.applicationId()).isEqualTo(application.id());
    assertThat(registered.clientId()).isEqualTo(application.clientId());
    assertThat(registered.origin().attempt()).isEqualTo(1);
    assertThat(topics.eventsOf(StepStarted.class, world.stepAggregate())).hasSize(1);
    assertThat(registration())
        .containsEntry("role_arn", world.roleArn("Q"))
        .containsEntry("client_id", application.clientId())
        .containsEntry("instance_url", world.instanceUrl().toString());
  }

  @Test
  void theOrderOfTheTwoEventsDoesNotMatter() {
    topics.publish(world.provisioned("Q", 1));
    topics.publish(world.saved("Q", 1));

    registered(1);
  }

  @Test
  void duplicatesAndOldEventsChangeNothing() {
    ArnSaved saved = world.saved("Q", 5);
    IamAccessProvisioned provisioned = world.provisioned("Q", 5);
    String savedId = topics.publish(saved);
    String provisionedId = topics.publish(provisioned);
    registered(5);

    topics.publish(saved, savedId);
    topics.publish(saved);
    topics.publish(provisioned, provisionedId);
    topics.publish(provisioned);
    topics.publish(world.saved("Other", 4));
    topics.publish(world.provisioned("Other", 4));
    Standstill.awaitTaken("oauth-registrar");

    throughout(
        A_WHILE,
        () -> {
          assertThat(world.asked("gitlab", "CreateApplication")).isEqualTo(1);
          assertThat(world.asked("gitlab", "RenewApplicationSecret")).isZero();
          assertThat(world.asked("gateway", "CreateOAuthApplication")).isEqualTo(1);
          assertThat(topics.eventsOf(OAuthAppRegistered.class, world.stepAggregate())).hasSize(1);
        });
  }

  @Test
  void anotherSaveOfTheSameRoleIsAnsweredWithoutTouchingTheSecret() {
    register(1);

    topics.publish(world.saved("Q", 2));
    topics.publish(world.provisioned("Q", 2));

    registered(2);
    assertThat(world.asked("gitlab", "RenewApplicationSecret")).isZero();
    assertThat(world.asked("gateway", "CreateOAuthApplication")).isEqualTo(1);
  }

  @Test
  void accessForANewerSaveCountsEvenWhenItsRevisionsBeganAnew() {
    topics.publish(world.saved("Q", 1));
    topics.publish(world.provisioned("Q", 1, 90, Instant.now()));
    registered(1);

    topics.publish(world.saved("Q", 2));
    topics.publish(world.provisioned("Q", 2, 1, Instant.now()));

    registered(2);
  }

  @Test
  void anotherRoleIsRegisteredWithTheSameApplication() {
    register(1);
    world.giveAccess("Other", World.TWELVE_HOURS);

    topics.publish(world.saved("Other", 2));
    topics.publish(world.provisioned("Other", 2));

    registered(2);
    assertThat(world.asked("gitlab", "CreateApplication")).isEqualTo(1);
    assertThat(world.asked("gitlab", "RenewApplicationSecret")).isEqualTo(1);
    assertThat(registration()).containsEntry("role_arn", world.roleArn("Other"));
  }

  @Test
  void anApplicationThatSomebodyDeletedIsMadeAgain() {
    OAuthAppRegistered first = register(1);
    applications.delete(first.applicationId());

    topics.publish(world.provisioned("Q", 1, 11, Instant.now()));

    OAuthAppRegistered repaired =
        topics.await(
            OAuthAppRegistered.class,
            event -> isOurs(event) && event.applicationId() != first.applicationId());
    assertThat(repaired.origin().settingsRevision()).isEqualTo(1);
    assertThat(repaired.origin().revision()).isGreaterThan(first.origin().revision());
    assertThat(registration()).containsEntry("client_id", repaired.clientId());
  }

  @Test
  void anApplicationThatSomebodyDeletedIsMadeAgainWhenALookIsAskedFor() {
    OAuthAppRegistered first = register(1);
    applications.delete(first.applicationId());

    topics.publish(world.verification(1));

    OAuthAppRegistered repaired =
        topics.await(
            OAuthAppRegistered.class,
            event -> isOurs(event) && event.applicationId() != first.applicationId());
    assertThat(registration()).containsEntry("client_id", repaired.clientId());
  }

  @Test
  void anUnreadableEventIsADeadLetterAndTheNextOneIsHandled() {
    ArnSaved saved = world.saved("Q", 1);
    Map<String, String> headers = TestTopics.headers(saved, "poison-" + world.uid());
    topics.publish(
        Topic.SETTINGS_EVENTS,
        saved.aggregate(),
        headers,
        "{\"revision\":".getBytes(StandardCharsets.UTF_8));

    register(1);

    topics.await(
        Topic.OAUTH_REGISTRAR_DEAD_LETTERS, letter -> saved.aggregate().equals(letter.key()));
  }

  /** Registered, and nobody looks any more: the two events can ask for two runs. */
  private OAuthAppRegistered register(long revision) {
    topics.publish(world.saved("Q", revision));
    topics.publish(world.provisioned("Q", revision));
    OAuthAppRegistered registered = registered(revision);
    Standstill.await("oauth-registrar", database);
    return registered;
  }

  private OAuthAppRegistered registered(long settingsRevision) {
    return topics.await(
        OAuthAppRegistered.class,
        event -> isOurs(event) && event.origin().settingsRevision() == settingsRevision);
  }

  private boolean isOurs(OAuthAppRegistered event) {
    return event.origin().instanceUid().equals(world.uid());
  }

  private OAuthApplication onlyApplication() {
    List<OAuthApplication> all = applications.list();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private Map<String, Object> registration() {
    eventually(() -> assertThat(world.sandbox().registrations()).hasSize(1));
    return world.sandbox().registrations().getFirst();
  }
}
