package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/** A role that stops being the wanted one stays, and goes with a disconnect that deletes. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class IamPreviousRoleIT {
  private static final String TAG = "quartermaster:instance";

  TestTopics topics;
  AwsAccount aws;
  @Inject AgroalDataSource database;

  private final SavedArn first = anArnSaved();
  private final SavedArn second = first.withRoleName(first.roleName() + "-b");
  private final SavedArn third = first.withRoleName(first.roleName() + "-c");
  private RoleHistory roles;

  @BeforeEach
  void provisioned() throws SQLException {
    Standstill.await("iam-provisioner", database);
    aws.calm();
    roles = new RoleHistory(topics, aws, database);
    roles.save(first, 1);
    aws.calm();
  }

  @Test
  void theRoleOfBeforeStaysUntilADisconnectThatDeletes() throws SQLException {
    roles.save(second, 2);
    List<String> whileChanging = aws.calls();
    List<String> changes = aws.writes();
    boolean kept = roles.isThere(first);
    List<String> remembered = roles.previousRolesOf(first);
    aws.calm();

    IamAccessReleased released = roles.disconnect(second, 3, true);

    assertThat(whileChanging)
        .startsWith(
            "GetCallerIdentity",
            "GetOpenIDConnectProvider",
            "GetRole",
            "CreateRole",
            "PutRolePolicy");
    assertThat(changes).containsExactly("CreateRole", "PutRolePolicy");
    assertThat(kept).isTrue();
    assertThat(remembered).containsExactly(first.roleName());
    assertThat(released.deleted()).isTrue();
    assertThat(released.roleArn()).isEqualTo(second.roleArn());
    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    assertThat(aws.writes())
        .containsExactly(
            "DeleteRolePolicy",
            "DeleteRole",
            "DeleteRolePolicy",
            "DeleteRole",
            "DeleteOpenIDConnectProvider");
    assertThat(aws.asked("GetCallerIdentity")).isEqualTo(1);
    roles.assertThatNothingIsLeftOf(first, second);
  }

  @Test
  void withoutDeletionNothingIsAskedAndDeletionCanBeAskedForAfterwards() throws SQLException {
    roles.save(second, 2);
    aws.calm();

    IamAccessReleased released = roles.disconnect(second, 3, false);
    List<String> calls = aws.calls();
    List<String> remembered = roles.previousRolesOf(first);
    IamAccessReleased deleted = roles.disconnect(second, 4, true);

    assertThat(released.deleted()).isFalse();
    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    assertThat(calls).isEmpty();
    assertThat(remembered).containsExactly(first.roleName());
    assertThat(deleted.previousRoleArns()).containsExactly(first.roleArn());
    roles.assertThatNothingIsLeftOf(first, second);
  }

  @Test
  void whatWasLetGoOfIsARoleOfBeforeWhenAnotherIsConnected() throws SQLException {
    roles.disconnect(first, 2, false);
    roles.save(second, 3);

    IamAccessReleased deleted = roles.disconnect(second, 4, true);

    assertThat(deleted.previousRoleArns()).containsExactly(first.roleArn());
    roles.assertThatNothingIsLeftOf(first, second);
  }

  @Test
  void whatWasDeletedIsNoRoleOfBefore() throws SQLException {
    roles.disconnect(first, 2, true);
    roles.save(second, 3);

    assertThat(roles.previousRolesOf(first)).isEmpty();
    assertThat(roles.disconnect(second, 4, true).previousRoleArns()).isNull();
  }

  @Test
  void changedTwiceBothRolesOfBeforeGoTheOldestFirst() throws SQLException {
    roles.save(second, 2);
    roles.save(third, 3);

    IamAccessReleased released = roles.disconnect(third, 4, true);

    assertThat(released.previousRoleArns()).containsExactly(first.roleArn(), second.roleArn());
    roles.assertThatNothingIsLeftOf(first, second, third);
  }

  @Test
  void aRoleThatIsWantedAgainIsNoRoleOfBefore() throws SQLException {
    roles.save(second, 2);
    aws.calm();
    roles.save(first, 3);
    List<String> writes = aws.writes();
    List<String> remembered = roles.previousRolesOf(first);

    IamAccessReleased released = roles.disconnect(first, 4, true);

    assertThat(writes).isEmpty();
    assertThat(remembered).containsExactly(second.roleName());
    assertThat(released.previousRoleArns()).containsExactly(second.roleArn());
    roles.assertThatNothingIsLeftOf(first, second);
  }

  @Test
  void aRoleOfBeforeThatLostOurTagStaysAndIsForgotten() throws SQLException {
    roles.save(second, 2);
    try (IamClient person = aws.person()) {
      person.untagRole(ask -> ask.roleName(first.roleName()).tagKeys(TAG));
    }

    IamAccessReleased released = roles.disconnect(second, 3, true);

    assertThat(released.previousRoleArns()).isNull();
    assertThat(roles.isThere(first)).isTrue();
    assertThat(roles.isThere(second)).isFalse();
    assertThat(roles.previousRolesOf(first)).isEmpty();
  }

  @Test
  void aRoleOfBeforeThatCarriesTheTagOfAnotherInstanceStays() throws SQLException {
    roles.save(second, 2);
    roles.save(third, 3);
    try (IamClient person = aws.person()) {
      person.tagRole(
          ask ->
              ask.roleName(first.roleName())
                  .tags(Tag.builder().key(TAG).value(anArnSaved().uid()).build()));
    }

    IamAccessReleased released = roles.disconnect(third, 4, true);

    assertThat(released.previousRoleArns()).containsExactly(second.roleArn());
    assertThat(roles.isThere(first)).isTrue();
    roles.assertThatNothingIsLeftOf(second, third);
  }

  @Test
  void aRoleOfBeforeThatSomebodyDeletedIsNoObstacle() throws SQLException {
    roles.save(second, 2);
    try (IamClient person = aws.person()) {
      person.deleteRolePolicy(
          ask -> ask.roleName(first.roleName()).policyName("gitlab-duo-amazon-q-policy"));
      person.deleteRole(ask -> ask.roleName(first.roleName()));
    }

    roles.disconnect(second, 3, true);

    roles.assertThatNothingIsLeftOf(first, second);
  }

  @Test
  void afterARestoreTheRoleOfBeforeGoesThoughItCarriesTheUidOfBefore() throws SQLException {
    roles.save(second, 2);
    SavedArn restored = second.restored();
    roles.save(restored, 3);
    List<String> inherited = roles.previousRolesOf(restored);

    IamAccessReleased released = roles.disconnect(restored, 4, true);

    assertThat(roles.previousRolesOf(first)).isEmpty();
    assertThat(inherited).containsExactly(first.roleName());
    assertThat(released.previousRoleArns()).containsExactly(first.roleArn());
    roles.assertThatNothingIsLeftOf(first, second, restored);
  }

  @Test
  void whatTheUidOfBeforeWantsAgainIsNotDeletedForTheUidOfNow() throws SQLException {
    roles.save(second, 2);
    SavedArn restored = second.restored();
    roles.save(restored, 3);
    roles.save(first, 4);

    roles.disconnect(restored, 5, true);

    assertThat(roles.previousRolesOf(restored)).isEmpty();
    assertThat(roles.isThere(second)).isFalse();
    assertThat(roles.isThere(first)).isTrue();
  }
}
