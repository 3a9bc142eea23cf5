package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Awaits.eventually;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.iamprovisioner.store.RoleLeases;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of roles of before when AWS, the database or another run is in the way. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class IamPreviousRoleFaultIT {
  private static final Fault DENIED = new Fault.Failure(403, "AccessDenied", "no");
  private static final int KEPT = 10;

  TestTopics topics;
  TestServers servers;
  AwsAccount aws;
  @Inject AgroalDataSource database;
  @Inject RoleLeases leases;

  private final SavedArn first = anArnSaved();
  private final SavedArn second = first.withRoleName(first.roleName() + "-b");
  private RoleHistory roles;

  @BeforeEach
  void provisioned() throws SQLException {
    Standstill.await("iam-provisioner", database);
    aws.calm();
    roles = new RoleHistory(topics, aws, database);
    roles.save(first, 1);
    aws.calm();
  }

  @AfterEach
  void noFaults() {
    aws.noFaults();
  }

  @Test
  void aTakeDownThatWasRefusedGoesOnWhenItIsAskedForAgain() throws SQLException {
    roles.save(second, 2);
    aws.always("DeleteRole", DENIED);
    roles.beginDisconnect(second, 3, true);
    IamAccessFailed failed = roles.of(second).awaitFailed(3);
    List<String> remembered = roles.previousRolesOf(first);
    aws.noFaults();

    IamAccessReleased released = roles.disconnect(second, 4, true);

    assertThat(failed.failure().code()).isEqualTo("aws_access_denied");
    assertThat(remembered).containsExactly(first.roleName());
    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    roles.assertThatNothingIsLeftOf(first, second);
  }

  @Test
  void whatWasDeletedWithoutARecordOfItIsSeenAndNamedAllTheSame() throws SQLException {
    roles.save(second, 2);
    aws.calm();
    aws.next(1, "DeleteRole", new Fault.Latency(Duration.ofSeconds(3)));
    roles.beginDisconnect(second, 3, true);
    eventually(() -> assertThat(aws.asked("DeleteRolePolicy")).isPositive());

    servers.killPostgres();
    try {
      eventually(() -> assertThat(aws.done("DeleteOpenIDConnectProvider")).isEqualTo(1));
    } finally {
      servers.restartPostgres();
    }
    IamAccessReleased released = roles.of(second).awaitReleased(3);

    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    assertThat(aws.done("DeleteRole")).isEqualTo(2);
    roles.assertThatNothingIsLeftOf(first, second);
  }

  @Test
  void theTakeDownWaitsForWhoeverIsAtWorkOnARoleOfBefore() throws SQLException {
    String other = "amazon-q/" + anArnSaved().uid();
    Instant until = Instant.parse("2126-01-01T00:00:00Z");
    RoleArn role = new RoleArn("aws", first.accountId(), first.path(), first.roleName());
    roles.save(second, 2);
    QuarkusTransaction.requiringNew()
        .run(() -> assertThat(leases.take(List.of(role), other, Instant.now(), until)).isTrue());
    aws.calm();
    roles.beginDisconnect(second, 3, true);
    throughout(Duration.ofSeconds(1), () -> assertThat(aws.calls()).isEmpty());

    QuarkusTransaction.requiringNew().run(() -> leases.giveBack(other));
    roles.of(second).awaitReleased(3);

    roles.assertThatNothingIsLeftOf(first, second);
  }

  @Test
  void aRoleThatAwsDoesNotShowYetStaysRememberedForAnotherTakeDown() throws SQLException {
    SavedArn made = anArnSaved();
    SavedArn after = made.withRoleName(made.roleName() + "-b");
    aws.always("GetRole", new Fault.StaleReads(Duration.ofMinutes(10)));
    roles.saveJustNow(made, 1);
    roles.saveJustNow(after, 2);
    roles.knowJustNow(after);
    roles.disconnect(after, 3, true);
    aws.noFaults();
    boolean stayed = roles.isThere(made);
    List<String> remembered = roles.previousRolesOf(after);
    roles.settle(after);

    IamAccessReleased released = roles.disconnect(after, 4, true);

    assertThat(stayed).isTrue();
    assertThat(remembered).containsExactly(made.roleName());
    assertThat(released.previousRoleArns()).containsExactly(made.roleArn());
    roles.assertThatNothingIsLeftOf(made, after);
  }

  @Test
  void aTakeDownUnderWayGoesOnWithoutARoleThatTheUidOfBeforeWantsAgain() throws SQLException {
    roles.save(second, 2);
    SavedArn restored = second.restored();
    roles.save(restored, 3);
    aws.calm();
    // Four more deletions follow the first: time for the event to be taken before the last one.
    for (String deletion :
        List.of("DeleteRolePolicy", "DeleteRole", "DeleteOpenIDConnectProvider")) {
      aws.always(deletion, new Fault.Latency(Duration.ofSeconds(5)));
    }
    roles.beginDisconnect(restored, 5, true);
    eventually(() -> assertThat(aws.asked("DeleteRolePolicy")).isPositive());

    topics.publish(first.revision(4));
    eventually(() -> assertThat(roles.previousRolesOf(restored)).isEmpty());
    long ended = aws.done("DeleteOpenIDConnectProvider");
    aws.noFaults();
    IamAccessReleased released = roles.of(restored).awaitReleased(5);
    roles.of(first).awaitProvisioned(4);

    assertThat(ended).isZero();
    assertThat(released.previousRoleArns()).isNull();
    assertThat(roles.isThere(second)).isFalse();
    assertThat(roles.isThere(first)).isTrue();
  }

  @Test
  void onlyTheNewestOfManyAreKept() {
    aws.always("*", DENIED);
    List<String> names = new ArrayList<>();
    for (int i = 0; i <= KEPT + 1; i++) {
      SavedArn next = first.withRoleName("%s-%02d".formatted(first.roleName(), i));
      names.add(next.roleName());
      topics.publish(next.revision(2 + i));
    }

    roles.of(first).awaitFailed(2 + KEPT + 1);

    List<String> kept = names.subList(1, KEPT + 1);
    eventually(() -> assertThat(roles.previousRolesOf(first)).isEqualTo(kept));
  }
}
