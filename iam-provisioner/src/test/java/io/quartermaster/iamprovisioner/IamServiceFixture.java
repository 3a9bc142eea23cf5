package io.quartermaster.iamprovisioner;

import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.TestServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** The service on a real Kafka and PostgreSQL, with the sandbox as AWS. */
abstract class IamServiceFixture {
  static final String SERVICE = "iam-provisioner";
  static final int MAX_PREVIOUS = 10;

  @Inject AgroalDataSource database;
  TestTopics topics;
  TestServers servers;
  AwsAccount aws;

  @BeforeEach
  final void calm() {
    Quiescence.await(SERVICE, database);
    aws.calm();
  }

  @AfterEach
  final void noFaults() {
    aws.noFaults();
  }

  final Outcomes outcomesOf(SavedArn arn) {
    return new Outcomes(topics, arn);
  }

  final void provision(SavedArn arn, long revision) {
    topics.publish(arn.revision(revision));
    outcomesOf(arn).awaitProvisioned(revision);
  }

  /** Provisions, and then pretends that previous resources were recorded a day ago. */
  final void provisionLongAgo(SavedArn arn, long revision) throws SQLException {
    provision(arn, revision);
    Quiescence.await(SERVICE, database);
    shiftRecordedAt(arn, "-1 day");
  }

  final void shiftRecordedAt(SavedArn arn, String interval) throws SQLException {
    texts(
        """
        with shifted as (
          update previous_resource set recorded_at = recorded_at + cast(? as interval)
          where instance_uid = any (?) and kind = 'ROLE' returning resource)
        select resource from shifted""",
        interval,
        arn.uid());
  }

  final IamAccessReleased disconnect(SavedArn arn, long revision, boolean delete)
      throws SQLException {
    startDisconnect(arn, revision, delete);
    return outcomesOf(arn).awaitReleased(revision);
  }

  /** The two events are on two topics: waits until the first one is stored. */
  final void startDisconnect(SavedArn arn, long revision, boolean delete) throws SQLException {
    topics.publish(arn.removed(revision, delete));
    eventually(
        () ->
            assertThat(
                    texts(
                        """
                        select settings_revision::text from setup_step
                        where ? = 'revision' and instance_uid = any (?)""",
                        "revision",
                        arn.uid()))
                .containsExactly(String.valueOf(revision)));
    topics.publish(arn.accountReleased(revision));
  }

  final boolean exists(SavedArn arn) {
    try {
      aws.person().getRole(it -> it.roleName(arn.roleName()));
      return true;
    } catch (NoSuchEntityException e) {
      return false;
    }
  }

  final List<String> providers() {
    return aws.person().listOpenIDConnectProviders().openIDConnectProviderList().stream()
        .map(provider -> provider.arn())
        .toList();
  }

  final void assertNothingIsLeftOf(SavedArn... arns) throws SQLException {
    for (SavedArn arn : arns) {
      assertThat(exists(arn)).as(arn.roleName()).isFalse();
      assertThat(previousRolesOf(arn)).isEmpty();
    }
    assertThat(providers()).doesNotContain(arns[0].providerArn());
  }

  /** The ARNs, the oldest first. */
  final List<String> previousRolesOf(SavedArn arn) throws SQLException {
    return previousOf(arn, "ROLE");
  }

  /** The URLs, the oldest first. */
  final List<String> previousProvidersOf(SavedArn arn) throws SQLException {
    return previousOf(arn, "PROVIDER");
  }

  private List<String> previousOf(SavedArn arn, String kind) throws SQLException {
    return texts(
        """
        select resource from previous_resource
        where kind = ? and instance_uid = any (?) order by configured_at, resource""",
        kind,
        arn.uid());
  }

  /** One column of a query with two parameters, of which the second is an array. */
  final List<String> texts(String query, String first, String... second) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, first);
      statement.setArray(2, connection.createArrayOf("text", second));
      try (ResultSet rows = statement.executeQuery()) {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
        return texts;
      }
    }
  }
}
