package io.quartermaster.membership;

import static io.quartermaster.membership.SandboxGitLab.PROJECTS;
import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.gitlab.user.GitLabServiceAccounts;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.gitlab.user.GitLabUsers.User;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service account when it is found, deleted, disconnected and reconnected. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxGitLab.class)
class ServiceAccountIT {

  TestTopics topics;
  Sandbox sandbox;
  @Inject ServiceDatabase database;
  @Inject GitLabUsers users;
  @Inject GitLabServiceAccounts serviceAccounts;

  private Settings settings;

  @BeforeEach
  void reset() {
    database.clear();
    sandbox.reset();
    settings = new Settings(topics);
  }

  @Test
  void blocksTheAccountOnceTheRegistrationIsDeleted() {
    connect();
    long revision = settings.disconnect();
    database.awaitIdle();
    assertThat(sandbox.journal().count("BlockUser")).isZero();

    settings.publish(settings.registrationDeleted(revision));

    assertThat(released(revision).username()).isEqualTo("amazon-q");
    assertThat(account().state()).isEqualTo("blocked");
    assertThat(sandbox.journal().count("RemoveProjectMember")).isZero();
  }

  @Test
  void acceptsTheEventsOfADisconnectInAnyOrderAndTwice() {
    long revision = connect() + 1;
    settings.publish(settings.registrationDeleted(revision));
    settings.disconnect();
    released(revision);

    settings.publish(settings.registrationDeleted(revision));

    database.awaitIdle();
    assertThat(settings.published(ServiceAccountReleased.class)).hasSize(1);
    assertThat(sandbox.journal().count("BlockUser")).isEqualTo(1);
  }

  @Test
  void doesNotManageTheAccountAfterADisconnect() {
    connect();
    long revision = settings.disconnect();
    settings.publish(settings.registrationDeleted(revision));
    released(revision);
    users.unblock(account().id());

    settings.publish(settings.instance(Availability.DEFAULT_OFF, revision));

    database.awaitIdle();
    assertThat(account().state()).isEqualTo("active");
    assertThat(settings.outcomeTypes(SetupStep.SERVICE_ACCOUNT))
        .endsWith("service-account-released.v1");
  }

  @Test
  void createsNoAccountForADisconnect() {
    long revision = settings.disconnect();
    settings.publish(settings.registrationDeleted(revision));

    assertThat(released(revision).username()).isNull();
    assertThat(sandbox.journal().count("CreateServiceAccount")).isZero();
  }

  @Test
  void unblocksTheSameAccountOnReconnect() {
    connect();
    long id = account().id();
    long disconnected = settings.disconnect();
    settings.publish(settings.registrationDeleted(disconnected));
    released(disconnected);

    long reconnected = settings.save(Availability.DEFAULT_ON);

    ServiceAccountReady ready = settings.accountReady(reconnected);
    assertThat(ready.userId()).isEqualTo(id);
    assertThat(ready.blocked()).isFalse();
    settings.membershipsDone(reconnected);
  }

  @Test
  void doesNotAdoptAnotherUserWithTheSameUserName() {
    serviceAccounts.create("Another account", "amazon-q");

    ServiceAccountReady ready = settings.accountReady(settings.save(Availability.DEFAULT_ON));

    assertThat(ready.username()).isEqualTo("amazon-q-1");
  }

  /** A group has the name, and the text that says so is not English. */
  @Test
  void takesTheNextUserNameWhateverTheLanguageOfTheRefusal() {
    sandbox.gitlab().polish(true);
    sandbox.gitlab().createGroup("amazon-q", null);

    ServiceAccountReady ready = settings.accountReady(settings.save(Availability.DEFAULT_ON));

    assertThat(ready.username()).isEqualTo("amazon-q-1");
  }

  @Test
  void recreatesADeletedAccountWithItsMemberships() {
    long first = accountOf(connect());
    SandboxGitLab.delete(sandbox, "/users/" + first);

    long second = accountOf(connect());

    assertThat(second).isNotEqualTo(first);
    eventually(() -> assertThat(SandboxGitLab.developerIn(sandbox, second)).hasSize(PROJECTS));
  }

  private long accountOf(long revision) {
    return settings.accountReady(revision).userId();
  }

  private long connect() {
    long revision = settings.save(Availability.DEFAULT_ON);
    settings.membershipsDone(revision);
    return revision;
  }

  private ServiceAccountReleased released(long settingsRevision) {
    return settings.await(
        ServiceAccountReleased.class,
        event -> event.origin().settingsRevision() == settingsRevision);
  }

  private User account() {
    return users.byUsername("amazon-q").orElseThrow();
  }
}
