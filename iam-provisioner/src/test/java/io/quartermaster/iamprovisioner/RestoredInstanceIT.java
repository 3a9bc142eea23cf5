package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.AwsAccount.ACCESS_DENIED;
import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A GitLab under a new instance uid or in another gateway environment. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class RestoredInstanceIT extends IamServiceFixture {

  private final SavedArn first = anArnSaved();

  @BeforeEach
  void provisioned() {
    provision(first, 1);
  }

  @Test
  void deletesAllPreviousProvidersUnderTheNewestUid() {
    SavedArn second = first.restored();
    SavedArn third = first.restored();
    aws.always("DeleteOpenIDConnectProvider", ACCESS_DENIED);
    topics.publish(second.revision(2));
    IamAccessFailed denied = outcomesOf(second).awaitFailed(2);
    topics.publish(third.revision(3));
    outcomesOf(third).awaitFailed(3);
    assertThat(providers())
        .contains(first.providerArn(), second.providerArn(), third.providerArn());
    aws.noFaults();

    topics.publish(third.revision(4));
    IamAccessProvisioned cleared = outcomesOf(third).awaitProvisioned(4);

    assertThat(denied.failure().code()).isEqualTo("aws_access_denied");
    assertThat(cleared.drift())
        .extracting(Difference::found)
        .containsExactly(first.providerArn(), second.providerArn());
    assertThat(providers())
        .contains(third.providerArn())
        .doesNotContain(first.providerArn(), second.providerArn());
    FoundAccess.of(aws.person(), third).isAsDocumented();
  }

  @Test
  void reportsThatAnotherUidIsChangingTheRole() throws SQLException {
    SavedArn second = anArnSaved();
    // As after a crash of the other run: until the lease expires.
    texts(
        """
        with held as (
          insert into role_lease (role, instance_uid, expires_at)
          select ? || role, 'another-uid', now() + interval '2 s'
          from unnest(cast(? as text[])) as role returning role)
        select role from held""",
        "",
        RoleArn.of(second.roleArn()).identity());

    topics.publish(second.revision(1));

    IamAccessFailed waiting = outcomesOf(second).awaitFailed(1);
    assertThat(waiting.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(waiting.failure().code()).isEqualTo("aws_busy");
    assertThat(waiting.failure().detail()).contains("Another instance uid");
    assertThat(waiting.failure().nextAttemptAt()).isAfter(waiting.origin().occurredAt());
    outcomesOf(second).awaitProvisioned(1);
  }

  @Test
  void reportsAndKeepsAPreviousProviderWithoutTheTag() {
    SavedArn second = first.restored();
    SavedArn third = first.restored();
    aws.always("DeleteOpenIDConnectProvider", ACCESS_DENIED);
    topics.publish(second.revision(2));
    outcomesOf(second).awaitFailed(2);
    aws.person()
        .untagOpenIDConnectProvider(
            ask ->
                ask.openIDConnectProviderArn(first.providerArn())
                    .tagKeys("quartermaster:instance"));
    aws.noFaults();

    topics.publish(third.revision(3));
    IamAccessProvisioned moved = outcomesOf(third).awaitProvisioned(3);

    assertThat(moved.drift())
        .filteredOn(difference -> difference.what().equals("previous_provider"))
        .extracting(Difference::found, Difference::repaired)
        .containsExactly(
            tuple(first.providerArn() + " without the ownership tag", false),
            tuple(second.providerArn(), true));
    assertThat(providers()).contains(first.providerArn()).doesNotContain(second.providerArn());
  }

  @Test
  void movesToTheProviderOfAnotherGatewayEnvironmentAndBack() {
    SavedArn staging = first.inStaging();
    aws.calm();

    topics.publish(staging.revision(2));
    IamAccessProvisioned moved = outcomesOf(first).awaitProvisioned(2);
    List<String> whileMoving = aws.writes();
    FoundAccess.of(aws.person(), staging).isAsDocumented();
    List<String> afterTheMove = providers();
    topics.publish(first.revision(3));
    outcomesOf(first).awaitProvisioned(3);

    assertThat(whileMoving)
        .containsExactly(
            "CreateOpenIDConnectProvider", "UpdateAssumeRolePolicy", "DeleteOpenIDConnectProvider");
    assertThat(moved.drift())
        .filteredOn(difference -> difference.what().equals("previous_provider"))
        .extracting(Difference::found)
        .containsExactly(first.providerArn());
    assertThat(afterTheMove).contains(staging.providerArn()).doesNotContain(first.providerArn());
    FoundAccess.of(aws.person(), first).isAsDocumented();
    assertThat(providers()).contains(first.providerArn()).doesNotContain(staging.providerArn());
  }

  /** Otherwise that run could move the trust policy back. */
  @Test
  void waitsForTheRunOfThePreviousUid() {
    SavedArn previous = anArnSaved();
    SavedArn restored = previous.restored();
    aws.calm();
    aws.next(1, "PutRolePolicy", new Fault.Latency(Duration.ofMillis(1200)));
    topics.publish(previous.revision(1));
    eventually(() -> assertThat(aws.done("CreateRole")).isEqualTo(1));

    topics.publish(restored.revision(2));
    outcomesOf(restored).awaitProvisioned(2);

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
    FoundAccess.of(aws.person(), restored).isAsDocumented();
  }

  @Test
  void keepsOnlyTheNewestPreviousProviders() {
    aws.always("*", ACCESS_DENIED);
    List<SavedArn> all = new ArrayList<>();
    for (int i = 0; i <= MAX_PREVIOUS + 1; i++) {
      all.add(first.restored());
      topics.publish(all.get(i).revision(2 + i));
    }

    SavedArn newest = all.getLast();
    List<String> kept =
        all.subList(all.size() - 1 - MAX_PREVIOUS, all.size() - 1).stream()
            .map(SavedArn::providerUrl)
            .toList();
    eventually(() -> assertThat(previousProvidersOf(newest)).isEqualTo(kept));
    awaitRest(all);
  }

  /** Otherwise their runs would continue in the next test, without faults. */
  private void awaitRest(List<SavedArn> all) {
    String[] uids = all.stream().map(SavedArn::uid).toArray(String[]::new);
    String[] keys = Arrays.stream(uids).map(uid -> "amazon-q/" + uid).toArray(String[]::new);
    eventually(
        () -> {
          assertThat(
                  texts(
                      "select instance_uid from iam_access where gitlab_url like ? and instance_uid = any (?)",
                      "https:%",
                      uids))
              .hasSize(uids.length);
          assertThat(
                  texts(
                      """
                      select task_instance from reconcile_execution
                      where (picked or execution_time < now() + cast(? as interval))
                        and task_instance = any (?)""",
                      "1 minute",
                      keys))
              .isEmpty();
        });
  }
}
