package io.quartermaster.iamprovisioner;

import static io.quartermaster.testkit.Awaits.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** An instance that has one role after another, and what is left of them. */
record RoleHistory(TestTopics topics, AwsAccount aws, DataSource database) {

  /**
   * Saved, and for so long that AWS shows all that was there before and nobody looks any more: a
   * save can be looked at twice.
   */
  void save(SavedArn arn, long revision) throws SQLException {
    saveJustNow(arn, revision);
    Standstill.await("iam-provisioner", database);
    settle(arn);
  }

  void saveJustNow(SavedArn arn, long revision) {
    topics.publish(arn.revision(revision));
    of(arn).awaitProvisioned(revision);
  }

  /** What is remembered of this instance has been known for a day. */
  void settle(SavedArn arn) throws SQLException {
    setKnownSince(arn, "known_since - interval '1 day'");
  }

  /** It is known just now, however long this machine takes to go on from here. */
  void knowJustNow(SavedArn arn) throws SQLException {
    setKnownSince(arn, "known_since + interval '10 minutes'");
  }

  private void setKnownSince(SavedArn arn, String time) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update previous_role set known_since = " + time + " where aggregate = ?")) {
      statement.setString(1, "amazon-q/" + arn.uid());
      statement.executeUpdate();
    }
  }

  IamAccessReleased disconnect(SavedArn arn, long revision, boolean delete) throws SQLException {
    beginDisconnect(arn, revision, delete);
    return of(arn).awaitReleased(revision);
  }

  /**
   * Publishes both events in the order in which they happen. They are on two topics: an account
   * release that is taken first is a reason to look at the access that is still wanted.
   */
  void beginDisconnect(SavedArn arn, long revision, boolean delete) throws SQLException {
    topics.publish(arn.removed(revision, delete));
    eventually(() -> assertThat(takenRevision(arn)).isEqualTo(revision));
    topics.publish(arn.accountReleased(revision));
  }

  private long takenRevision(SavedArn arn) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select settings_revision from iam_access where aggregate = ?")) {
      statement.setString(1, "amazon-q/" + arn.uid());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  Outcomes of(SavedArn arn) {
    return new Outcomes(topics, arn);
  }

  void assertThatNothingIsLeftOf(SavedArn... arns) throws SQLException {
    for (SavedArn arn : arns) {
      assertThat(isThere(arn)).as(arn.roleName()).isFalse();
      assertThat(previousRolesOf(arn)).isEmpty();
    }
    try (IamClient person = aws.person()) {
      assertThat(person.listOpenIDConnectProviders().openIDConnectProviderList())
          .noneMatch(provider -> provider.arn().equals(arns[0].providerArn()));
    }
  }

  boolean isThere(SavedArn arn) {
    try (IamClient person = aws.person()) {
      person.getRole(ask -> ask.roleName(arn.roleName()));
      return true;
    } catch (NoSuchEntityException e) {
      return false;
    }
  }

  /** The names, the oldest first. */
  List<String> previousRolesOf(SavedArn arn) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select role_name from previous_role where aggregate = ? order by followed")) {
      statement.setString(1, "amazon-q/" + arn.uid());
      try (ResultSet rows = statement.executeQuery()) {
        List<String> names = new ArrayList<>();
        while (rows.next()) {
          names.add(rows.getString(1));
        }
        return names;
      }
    }
  }
}
