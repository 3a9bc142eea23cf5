package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.AwsAccount.ACCESS_DENIED;
import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Await.eventually;
import static io.quartermaster.testkit.Await.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.iamprovisioner.store.RoleLeaseRepository;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A teardown with previous roles when AWS fails, the service crashes or another run interferes. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class DisconnectFaultIT extends IamServiceFixture {

  @Inject RoleLeaseRepository leases;

  private final SavedArn first = anArnSaved();
  private final SavedArn second = first.withRoleName(first.roleName() + "-b");

  @BeforeEach
  void provisioned() throws SQLException {
    provisionLongAgo(first, 1);
    aws.calm();
  }

  @Test
  void continuesARefusedTeardown() throws SQLException {
    provisionLongAgo(second, 2);
    aws.always("DeleteRole", ACCESS_DENIED);
    startDisconnect(second, 3, true);
    IamAccessFailed failed = outcomesOf(second).awaitFailed(3);
    List<String> remembered = previousRolesOf(first);
    aws.noFaults();

    IamAccessReleased released = disconnect(second, 4, true);

    assertThat(failed.failure().code()).isEqualTo("aws_access_denied");
    assertThat(remembered).containsExactly(first.roleArn());
    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    assertNothingIsLeftOf(first, second);
  }

  @Test
  void continuesAfterACrashBetweenDeletionAndRecord() throws SQLException {
    provisionLongAgo(second, 2);
    aws.calm();
    aws.next(1, "DeleteRole", new Fault.Latency(Duration.ofSeconds(3)));
    startDisconnect(second, 3, true);
    eventually(() -> assertThat(aws.asked("DeleteRolePolicy")).isPositive());

    servers.killPostgres();
    try {
      eventually(() -> assertThat(aws.done("DeleteOpenIDConnectProvider")).isEqualTo(1));
    } finally {
      servers.restartPostgres();
    }
    IamAccessReleased released = outcomesOf(second).awaitReleased(3);

    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    assertThat(aws.done("DeleteRole")).isEqualTo(2);
    assertNothingIsLeftOf(first, second);
  }

  @Test
  void waitsForTheLeaseOfAPreviousRole() throws SQLException {
    String other = anArnSaved().uid();
    RoleArn role = new RoleArn("aws", first.accountId(), first.path(), first.roleName());
    provisionLongAgo(second, 2);
    QuarkusTransaction.requiringNew()
        .run(() -> assertThat(leases.acquire(List.of(role), other)).isPresent());
    aws.calm();
    startDisconnect(second, 3, true);
    throughout(Duration.ofSeconds(1), () -> assertThat(aws.calls()).isEmpty());

    QuarkusTransaction.requiringNew().run(() -> leases.release(other));
    outcomesOf(second).awaitReleased(3);

    assertNothingIsLeftOf(first, second);
  }

  @Test
  void remembersARoleThatAwsDoesNotShowYet() throws SQLException {
    SavedArn invisible = anArnSaved();
    SavedArn after = invisible.withRoleName(invisible.roleName() + "-b");
    aws.always("GetRole", new Fault.StaleReads(Duration.ofMinutes(10)));
    provision(invisible, 1);
    provision(after, 2);
    shiftRecordedAt(after, "10 minutes");
    disconnect(after, 3, true);
    aws.noFaults();
    boolean stayed = exists(invisible);
    List<String> remembered = previousRolesOf(after);
    shiftRecordedAt(after, "-1 day");

    IamAccessReleased released = disconnect(after, 4, true);

    assertThat(stayed).isTrue();
    assertThat(remembered).containsExactly(invisible.roleArn());
    assertThat(released.previousRoleArns()).containsExactly(invisible.roleArn());
    assertNothingIsLeftOf(invisible, after);
  }

  @Test
  void continuesWithoutARoleThatThePreviousUidConfiguredAgain() throws SQLException {
    provisionLongAgo(second, 2);
    SavedArn restored = second.restored();
    provisionLongAgo(restored, 3);
    aws.calm();
    // Slow deletions, so that the event arrives before the last one.
    for (String deletion :
        List.of("DeleteRolePolicy", "DeleteRole", "DeleteOpenIDConnectProvider")) {
      aws.always(deletion, new Fault.Latency(Duration.ofSeconds(5)));
    }
    startDisconnect(restored, 5, true);
    eventually(() -> assertThat(aws.asked("DeleteRolePolicy")).isPositive());

    topics.publish(first.revision(4));
    eventually(() -> assertThat(previousRolesOf(restored)).isEmpty());
    long ended = aws.done("DeleteOpenIDConnectProvider");
    aws.noFaults();
    IamAccessReleased released = outcomesOf(restored).awaitReleased(5);
    outcomesOf(first).awaitProvisioned(4);

    assertThat(ended).isZero();
    assertThat(released.previousRoleArns()).isNull();
    assertThat(exists(second)).isFalse();
    assertThat(exists(first)).isTrue();
  }

  @Test
  void keepsOnlyTheNewestPreviousRoles() {
    aws.always("*", ACCESS_DENIED);
    List<String> names = new ArrayList<>();
    for (int i = 0; i <= MAX_PREVIOUS + 1; i++) {
      SavedArn next = first.withRoleName("%s-%02d".formatted(first.roleName(), i));
      names.add(next.roleArn());
      topics.publish(next.revision(2 + i));
    }

    outcomesOf(first).awaitFailed(2 + MAX_PREVIOUS + 1);

    List<String> kept = names.subList(1, MAX_PREVIOUS + 1);
    eventually(() -> assertThat(previousRolesOf(first)).isEqualTo(kept));
  }
}
