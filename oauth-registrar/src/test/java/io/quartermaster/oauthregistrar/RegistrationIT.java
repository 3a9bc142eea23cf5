package io.quartermaster.oauthregistrar;

import static io.quartermaster.oauthregistrar.InstanceUnderTest.TWELVE_HOURS;
import static io.quartermaster.testkit.Await.eventually;
import static io.quartermaster.testkit.Await.throughout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.Event;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.contracts.Topic;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.gitlab.application.GitLabApplications.OAuthApplication;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From settings and IAM access to the registration, on real servers. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(InstanceUnderTest.class)
class RegistrationIT {

  private static final Duration A_WHILE = Duration.ofSeconds(1);

  @Inject GitLabApplications applications;
  @Inject DataSource database;
  TestTopics topics;
  InstanceUnderTest instance;

  @BeforeEach
  void grantAccess() {
    instance.reset(database);
    instance.grantAccess("Q", TWELVE_HOURS);
  }

  @Test
  void registersWhenIamAccessIsProvisioned() {
    topics.publish(instance.saved("Q", 1));
    instance.awaitConsumed();
    throughout(A_WHILE, () -> assertThat(instance.journal().of("gitlab")).isEmpty());
    assertThat(instance.published(StepStarted.class)).isEmpty();

    topics.publish(instance.provisioned("Q", 1));

    OAuthAppRegistered registered = instance.await(OAuthAppRegistered.class, 1);
    OAuthApplication application = onlyApplication();
    assertThat(application.name()).isEqualTo("Amazon Q OAuth");
    assertThat(application.callbackUrl()).isEqualTo(instance.instanceUrl() + "/");
    assertThat(application.confidential()).isFalse();
    assertThat(registered.applicationId()).isEqualTo(application.id());
    assertThat(registered.clientId()).isEqualTo(application.clientId());
    assertThat(registered.origin().attempt()).isEqualTo(1);
    assertThat(instance.published(StepStarted.class)).hasSize(1);
    assertThat(registration())
        .containsEntry("role_arn", instance.roleArn("Q"))
        .containsEntry("client_id", application.clientId())
        .containsEntry("instance_url", instance.instanceUrl().toString());
  }

  @Test
  void registersWhenIamAccessIsReportedBeforeTheSettings() {
    topics.publish(instance.provisioned("Q", 1));
    topics.publish(instance.saved("Q", 1));

    instance.await(OAuthAppRegistered.class, 1);
  }

  @Test
  void ignoresDuplicateAndOutdatedEvents() {
    ArnSaved saved = instance.saved("Q", 5);
    IamAccessProvisioned provisioned = instance.provisioned("Q", 5);
    String savedId = topics.publish(saved);
    String provisionedId = topics.publish(provisioned);
    instance.await(OAuthAppRegistered.class, 5);

    topics.publish(saved, savedId);
    topics.publish(saved);
    topics.publish(provisioned, provisionedId);
    topics.publish(provisioned);
    topics.publish(instance.saved("Other", 4));
    topics.publish(instance.provisioned("Other", 4));
    instance.awaitConsumed();

    throughout(
        A_WHILE,
        () -> {
          assertThat(instance.requests("gitlab", "CreateApplication")).isEqualTo(1);
          assertThat(instance.requests("gitlab", "RenewApplicationSecret")).isZero();
          assertThat(instance.requests("gateway", "CreateOAuthApplication")).isEqualTo(1);
          assertThat(instance.published(OAuthAppRegistered.class)).hasSize(1);
        });
  }

  @Test
  void keepsTheSecretWhenTheSameRoleIsSavedAgain() {
    instance.register("Q", 1, database);

    instance.save("Q", 2);

    instance.await(OAuthAppRegistered.class, 2);
    assertThat(instance.requests("gitlab", "RenewApplicationSecret")).isZero();
    assertThat(instance.requests("gateway", "CreateOAuthApplication")).isEqualTo(1);
  }

  @Test
  void acceptsAccessForNewerSettingsWithALowerOutcomeRevision() {
    topics.publish(instance.saved("Q", 1));
    topics.publish(instance.provisioned("Q", 1, 90, Instant.now()));
    instance.await(OAuthAppRegistered.class, 1);

    topics.publish(instance.saved("Q", 2));
    topics.publish(instance.provisioned("Q", 2, 1, Instant.now()));

    instance.await(OAuthAppRegistered.class, 2);
  }

  @Test
  void registersAnotherRoleWithTheSameApplication() {
    instance.register("Q", 1, database);
    instance.grantAccess("Other", TWELVE_HOURS);

    instance.save("Other", 2);

    instance.await(OAuthAppRegistered.class, 2);
    assertThat(instance.requests("gitlab", "CreateApplication")).isEqualTo(1);
    assertThat(instance.requests("gitlab", "RenewApplicationSecret")).isEqualTo(1);
    assertThat(registration()).containsEntry("role_arn", instance.roleArn("Other"));
  }

  @ParameterizedTest
  @MethodSource("triggers")
  void recreatesADeletedApplication(Function<InstanceUnderTest, Event> trigger) {
    OAuthAppRegistered first = instance.register("Q", 1, database);
    applications.delete(first.applicationId());

    topics.publish(trigger.apply(instance));

    OAuthAppRegistered repaired = instance.awaitAfter(first, OAuthAppRegistered.class);
    assertThat(repaired.applicationId()).isNotEqualTo(first.applicationId());
    assertThat(repaired.origin().settingsRevision()).isEqualTo(1);
    assertThat(registration()).containsEntry("client_id", repaired.clientId());
  }

  static Stream<Named<Function<InstanceUnderTest, Event>>> triggers() {
    return Stream.of(
        Named.of(
            "IAM access provisioned again",
            instance -> instance.provisioned("Q", 1, 11, Instant.now())),
        Named.of("verification requested", instance -> instance.verification(1)));
  }

  @Test
  void deadLettersAnUnreadableEventAndHandlesTheNextOne() {
    ArnSaved saved = instance.saved("Q", 1);
    Map<String, String> headers = TestTopics.headers(saved, "poison-" + instance.uid());
    topics.publish(
        Topic.SETTINGS_EVENTS, saved.aggregate(), headers, "{\"revision\":".getBytes(UTF_8));

    instance.save("Q", 1);

    instance.await(OAuthAppRegistered.class, 1);
    topics.await(
        Topic.OAUTH_REGISTRAR_DEAD_LETTERS, letter -> saved.aggregate().equals(letter.key()));
  }

  private OAuthApplication onlyApplication() {
    List<OAuthApplication> all = applications.list();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private Map<String, Object> registration() {
    eventually(() -> assertThat(instance.registrations()).hasSize(1));
    return instance.registrations().getFirst();
  }
}
