package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Awaits.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

/** A GitLab that is restored again before its provider of before is cleared away. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class IamSuccessionIT {
  private static final Fault DENIED = new Fault.Failure(403, "AccessDenied", "no");
  private static final int KEPT = 10;

  TestTopics topics;
  AwsAccount aws;
  @Inject AgroalDataSource database;

  private final SavedArn first = anArnSaved();

  @BeforeEach
  void provisioned() {
    Standstill.await("iam-provisioner", database);
    aws.calm();
    topics.publish(first.revision(1));
    of(first).awaitProvisioned(1);
  }

  @AfterEach
  void noFaults() {
    aws.noFaults();
  }

  @Test
  void everyProviderThatWasNotClearedAwayGoesWithTheNewestUid() {
    SavedArn second = first.restored();
    SavedArn third = first.restored();
    aws.always("DeleteOpenIDConnectProvider", DENIED);
    topics.publish(second.revision(2));
    IamAccessFailed denied = of(second).awaitFailed(2);
    topics.publish(third.revision(3));
    of(third).awaitFailed(3);
    assertThat(providers())
        .contains(first.providerArn(), second.providerArn(), third.providerArn());
    aws.noFaults();

    topics.publish(third.revision(4));
    IamAccessProvisioned cleared = of(third).awaitProvisioned(4);

    assertThat(denied.failure().code()).isEqualTo("aws_access_denied");
    assertThat(cleared.drift())
        .extracting(Difference::found)
        .containsExactly(first.providerArn(), second.providerArn());
    assertThat(providers())
        .contains(third.providerArn())
        .doesNotContain(first.providerArn(), second.providerArn());
    FoundAccess.of(aws.person(), third).isAsTheProcedureSays();
  }

  @Test
  void aProviderOfBeforeThatIsNotOursStaysAndIsNamed() {
    SavedArn second = first.restored();
    SavedArn third = first.restored();
    aws.always("DeleteOpenIDConnectProvider", DENIED);
    topics.publish(second.revision(2));
    of(second).awaitFailed(2);
    try (IamClient person = aws.person()) {
      person.untagOpenIDConnectProvider(
          ask ->
              ask.openIDConnectProviderArn(first.providerArn()).tagKeys("quartermaster:instance"));
    }
    aws.noFaults();

    topics.publish(third.revision(3));
    IamAccessProvisioned moved = of(third).awaitProvisioned(3);

    assertThat(moved.drift())
        .filteredOn(difference -> difference.what().equals("previous_provider"))
        .extracting(Difference::found, Difference::repaired)
        .containsExactly(tuple(first.providerArn(), false), tuple(second.providerArn(), true));
    assertThat(providers()).contains(first.providerArn()).doesNotContain(second.providerArn());
  }

  @Test
  void anotherGatewayEnvironmentIsAnotherProviderAndTheOneBeforeGoesAndComesBack() {
    SavedArn staging = first.inStaging();
    aws.calm();

    topics.publish(staging.revision(2));
    IamAccessProvisioned moved = of(first).awaitProvisioned(2);
    List<String> whileMoving = aws.writes();
    FoundAccess.of(aws.person(), staging).isAsTheProcedureSays();
    List<String> afterTheMove = providers();
    topics.publish(first.revision(3));
    of(first).awaitProvisioned(3);

    assertThat(whileMoving)
        .containsExactly(
            "CreateOpenIDConnectProvider", "UpdateAssumeRolePolicy", "DeleteOpenIDConnectProvider");
    assertThat(moved.drift())
        .filteredOn(difference -> difference.what().equals("previous_provider"))
        .extracting(Difference::found)
        .containsExactly(first.providerArn());
    assertThat(afterTheMove).contains(staging.providerArn()).doesNotContain(first.providerArn());
    FoundAccess.of(aws.person(), first).isAsTheProcedureSays();
    assertThat(providers()).contains(first.providerArn()).doesNotContain(staging.providerArn());
  }

  /** Otherwise the run that was under way could move the trust back. */
  @Test
  void theRunOfTheUidOfBeforeIsWaitedForAsARoleHasOneWriter() {
    SavedArn again = anArnSaved();
    SavedArn restored = again.restored();
    aws.calm();
    aws.next(1, "PutRolePolicy", new Fault.Latency(Duration.ofMillis(1200)));
    topics.publish(again.revision(1));
    eventually(() -> assertThat(aws.done("CreateRole")).isEqualTo(1));

    topics.publish(restored.revision(2));
    of(restored).awaitProvisioned(2);

    List<String> writes = aws.writes();
    assertThat(writes)
        .endsWith(
            "CreateOpenIDConnectProvider",
            "TagRole",
            "UpdateAssumeRolePolicy",
            "UpdateRole",
            "DeleteOpenIDConnectProvider");
    assertThat(writes.lastIndexOf("PutRolePolicy"))
        .isLessThan(writes.lastIndexOf("CreateOpenIDConnectProvider"));
    FoundAccess.of(aws.person(), restored).isAsTheProcedureSays();
  }

  @Test
  void onlyTheNewestOfManyAreKept() {
    aws.always("*", DENIED);
    List<SavedArn> all = new ArrayList<>();
    for (int i = 0; i <= KEPT + 1; i++) {
      all.add(first.restored());
      topics.publish(all.get(i).revision(2 + i));
    }

    SavedArn newest = all.getLast();
    List<String> kept =
        all.subList(all.size() - 1 - KEPT, all.size() - 1).stream().map(SavedArn::uid).toList();
    eventually(() -> assertThat(previousOf(newest)).isEqualTo(kept));
    awaitRest(all);
  }

  /** What is still to be run for them would otherwise go on in the next test, without faults. */
  private void awaitRest(List<SavedArn> all) {
    String[] keys = all.stream().map(arn -> "amazon-q/" + arn.uid()).toArray(String[]::new);
    eventually(
        () -> {
          assertThat(texts("select aggregate from iam_access where aggregate = any (?)", keys))
              .hasSize(keys.length);
          assertThat(
                  texts(
                      """
                      select task_instance from reconcile_execution where task_instance = any (?)
                      and (picked or execution_time < now() + interval '1 minute')""",
                      keys))
              .isEmpty();
        });
  }

  private Outcomes of(SavedArn arn) {
    return new Outcomes(topics, arn);
  }

  private List<String> providers() {
    try (IamClient person = aws.person()) {
      return person.listOpenIDConnectProviders().openIDConnectProviderList().stream()
          .map(provider -> provider.arn())
          .toList();
    }
  }

  private List<String> previousOf(SavedArn arn) throws SQLException {
    return texts(
        "select instance_uid from previous_instance where aggregate = any (?) order by followed",
        "amazon-q/" + arn.uid());
  }

  private List<String> texts(String query, String... keys) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, connection.createArrayOf("text", keys));
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
