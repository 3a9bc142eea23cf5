package io.quartermaster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.gitlab.user.User;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account's part of a disconnect: blocked when the registration has ended, then left alone. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(GitLabStandIn.class)
class DisconnectIT {

  TestTopics topics;
  Sandbox sandbox;
  @Inject OwnTables own;
  @Inject GitLabUsers users;

  private Administrator admin;

  @BeforeEach
  void startAfresh() {
    own.clear();
    sandbox.reset();
    admin = new Administrator(topics);
  }

  @Test
  void theAccountIsBlockedWhenTheRegistrationHasEndedAndNotBefore() {
    connected();
    long revision = admin.disconnects();
    own.awaitRest();
    assertThat(sandbox.journal().count("BlockUser")).isZero();

    admin.publishes(admin.registrationEnded(revision));

    assertThat(released(revision).username()).isEqualTo("amazon-q");
    assertThat(account().state()).isEqualTo("blocked");
    assertThat(sandbox.journal().count("RemoveProjectMember")).isZero();
  }

  @Test
  void theTwoEventsMayComeInAnyOrderAndTwice() {
    long revision = connected() + 1;
    admin.publishes(admin.registrationEnded(revision));
    admin.disconnects();
    released(revision);

    admin.publishes(admin.registrationEnded(revision));

    own.awaitRest();
    assertThat(admin.heard(ServiceAccountReleased.class)).hasSize(1);
    assertThat(sandbox.journal().count("BlockUser")).isEqualTo(1);
  }

  @Test
  void afterwardsTheAccountBelongsToThePeopleOfTheInstance() {
    connected();
    long revision = admin.disconnects();
    admin.publishes(admin.registrationEnded(revision));
    released(revision);
    users.unblock(account().id());

    admin.publishes(admin.instance(Availability.DEFAULT_OFF, revision));

    own.awaitRest();
    assertThat(account().state()).isEqualTo("active");
    assertThat(admin.story(SetupStep.SERVICE_ACCOUNT)).endsWith("service-account-released.v1");
  }

  @Test
  void noAccountIsMadeOnlyToBeBlocked() {
    long revision = admin.disconnects();
    admin.publishes(admin.registrationEnded(revision));

    assertThat(released(revision).username()).isNull();
    assertThat(sandbox.journal().count("CreateServiceAccount")).isZero();
  }

  @Test
  void connectingAgainUnblocksTheSameAccount() {
    connected();
    long id = account().id();
    long ended = admin.disconnects();
    admin.publishes(admin.registrationEnded(ended));
    released(ended);

    long again = admin.saves(Availability.DEFAULT_ON);

    ServiceAccountReady ready = admin.accountReady(again);
    assertThat(ready.userId()).isEqualTo(id);
    assertThat(ready.blocked()).isFalse();
    admin.membershipsDone(again);
  }

  private long connected() {
    long revision = admin.saves(Availability.DEFAULT_ON);
    admin.membershipsDone(revision);
    return revision;
  }

  private ServiceAccountReleased released(long settingsRevision) {
    return admin.awaits(
        ServiceAccountReleased.class,
        event -> event.origin().settingsRevision() == settingsRevision);
  }

  private User account() {
    return users.byUsername("amazon-q").orElseThrow();
  }
}
