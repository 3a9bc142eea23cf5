package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.AwsAccount.POLICY;
import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Await.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Tag;

/** A disconnect releases the access or deletes it, with all previously configured roles. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class DisconnectIT extends IamServiceFixture {
  private static final String TAG = "quartermaster:instance";

  private final SavedArn first = anArnSaved();
  private final SavedArn second = first.withRoleName(first.roleName() + "-b");
  private final SavedArn third = first.withRoleName(first.roleName() + "-c");

  @BeforeEach
  void provisioned() throws SQLException {
    provisionLongAgo(first, 1);
    aws.calm();
  }

  @Test
  void keepsAPreviousRoleUntilADisconnectThatDeletes() throws SQLException {
    provisionLongAgo(second, 2);
    List<String> changes = aws.writes();
    boolean kept = exists(first);
    List<String> remembered = previousRolesOf(first);
    aws.calm();

    IamAccessReleased released = disconnect(second, 3, true);

    assertThat(changes).containsExactly("CreateRole", "PutRolePolicy");
    assertThat(kept).isTrue();
    assertThat(remembered).containsExactly(first.roleArn());
    assertThat(released.deleted()).isTrue();
    assertThat(released.roleArn()).isEqualTo(second.roleArn());
    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    assertThat(aws.writes())
        .containsExactlyInAnyOrder(
            "DeleteRolePolicy",
            "DeleteRole",
            "DeleteRolePolicy",
            "DeleteRole",
            "DeleteOpenIDConnectProvider");
    assertThat(aws.asked("GetCallerIdentity")).isEqualTo(1);
    assertNothingIsLeftOf(first, second);
  }

  @Test
  void releasesWithoutACallAndDeletesWhenAskedLater() throws SQLException {
    provisionLongAgo(second, 2);
    aws.calm();

    IamAccessReleased released = disconnect(second, 3, false);
    List<String> calls = aws.calls();
    List<String> remembered = previousRolesOf(first);
    IamAccessReleased deleted = disconnect(second, 4, true);

    assertThat(released.deleted()).isFalse();
    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    assertThat(calls).isEmpty();
    assertThat(remembered).containsExactly(first.roleArn());
    assertThat(deleted.previousRoleArns()).containsExactly(first.roleArn());
    assertNothingIsLeftOf(first, second);
  }

  @Test
  void remembersAReleasedRoleWhenAnotherIsConnected() throws SQLException {
    disconnect(first, 2, false);
    provisionLongAgo(second, 3);

    IamAccessReleased deleted = disconnect(second, 4, true);

    assertThat(deleted.previousRoleArns()).containsExactly(first.roleArn());
    assertNothingIsLeftOf(first, second);
  }

  @Test
  void forgetsADeletedRole() throws SQLException {
    disconnect(first, 2, true);
    provisionLongAgo(second, 3);

    assertThat(previousRolesOf(first)).isEmpty();
    assertThat(disconnect(second, 4, true).previousRoleArns()).isNull();
  }

  @Test
  void deletesSeveralPreviousRolesTheOldestFirst() throws SQLException {
    provisionLongAgo(second, 2);
    provisionLongAgo(third, 3);

    IamAccessReleased released = disconnect(third, 4, true);

    assertThat(released.previousRoleArns()).containsExactly(first.roleArn(), second.roleArn());
    assertNothingIsLeftOf(first, second, third);
  }

  @Test
  void forgetsAPreviousRoleThatIsConfiguredAgain() throws SQLException {
    provisionLongAgo(second, 2);
    aws.calm();
    provisionLongAgo(first, 3);
    List<String> writes = aws.writes();
    List<String> remembered = previousRolesOf(first);

    IamAccessReleased released = disconnect(first, 4, true);

    assertThat(writes).isEmpty();
    assertThat(remembered).containsExactly(second.roleArn());
    assertThat(released.previousRoleArns()).containsExactly(second.roleArn());
    assertNothingIsLeftOf(first, second);
  }

  @Test
  void keepsAndForgetsAPreviousRoleWithoutTheTag() throws SQLException {
    provisionLongAgo(second, 2);
    aws.person().untagRole(ask -> ask.roleName(first.roleName()).tagKeys(TAG));

    IamAccessReleased released = disconnect(second, 3, true);

    assertThat(released.previousRoleArns()).isNull();
    assertThat(released.detail())
        .contains("No longer in AWS: role " + second.roleArn())
        .contains("Left in AWS: " + first.roleArn() + " without the ownership tag.");
    assertThat(exists(first)).isTrue();
    assertThat(exists(second)).isFalse();
    assertThat(previousRolesOf(first)).isEmpty();
  }

  @Test
  void keepsAPreviousRoleOfAnotherInstance() throws SQLException {
    provisionLongAgo(second, 2);
    provisionLongAgo(third, 3);
    aws.person()
        .tagRole(
            ask ->
                ask.roleName(first.roleName())
                    .tags(Tag.builder().key(TAG).value(anArnSaved().uid()).build()));

    IamAccessReleased released = disconnect(third, 4, true);

    assertThat(released.previousRoleArns()).containsExactly(second.roleArn());
    assertThat(exists(first)).isTrue();
    assertNothingIsLeftOf(second, third);
  }

  @Test
  void ignoresAPreviousRoleThatWasDeletedByHand() throws SQLException {
    provisionLongAgo(second, 2);
    aws.person().deleteRolePolicy(ask -> ask.roleName(first.roleName()).policyName(POLICY));
    aws.person().deleteRole(ask -> ask.roleName(first.roleName()));

    disconnect(second, 3, true);

    assertNothingIsLeftOf(first, second);
  }

  @Test
  void deletesAPreviousRoleWithAPreviousUid() throws SQLException {
    provisionLongAgo(second, 2);
    SavedArn restored = second.restored();
    provisionLongAgo(restored, 3);
    List<String> inherited = previousRolesOf(restored);

    IamAccessReleased released = disconnect(restored, 4, true);

    assertThat(previousRolesOf(first)).isEmpty();
    assertThat(inherited).containsExactly(first.roleArn());
    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    assertNothingIsLeftOf(first, second, restored);
  }

  @Test
  void keepsARoleThatThePreviousUidConfiguredAgain() throws SQLException {
    provisionLongAgo(second, 2);
    SavedArn restored = second.restored();
    provisionLongAgo(restored, 3);
    provisionLongAgo(first, 4);

    disconnect(restored, 5, true);

    assertThat(previousRolesOf(restored)).isEmpty();
    assertThat(exists(second)).isFalse();
    assertThat(exists(first)).isTrue();
  }

  @Test
  void deletesNothingBeforeTheServiceAccountIsReleased() {
    topics.publish(first.removed(2, true));
    Quiescence.awaitConsumed(SERVICE);
    throughout(Duration.ofSeconds(1), () -> assertThat(aws.writes()).isEmpty());
    topics.publish(first.accountReleased(2));

    IamAccessReleased released = outcomesOf(first).awaitReleased(2);

    assertThat(released.deleted()).isTrue();
    assertThat(aws.writes())
        .containsExactly("DeleteRolePolicy", "DeleteRole", "DeleteOpenIDConnectProvider");
    assertThat(outcomesOf(first).kinds())
        .containsExactly("started", "provisioned", "started", "released");
  }

  @Test
  void reconnectsAReleasedRoleWithoutAWrite() throws SQLException {
    disconnect(first, 2, false);

    provision(first, 3);

    assertThat(aws.writes()).isEmpty();
  }
}
