package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.AwsAccount.ACCESS_DENIED;
import static io.quartermaster.iamprovisioner.AwsAccount.POLICY;
import static io.quartermaster.iamprovisioner.AwsAccount.READ_ONLY;
import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.iamprovisioner.decision.DesiredAccess.OWNERSHIP_TAG;
import static io.quartermaster.testkit.Await.eventually;
import static io.quartermaster.testkit.Await.throughout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.step.StartupReconcile;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks on request, which are always answered, and at start-up. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class VerificationIT extends IamServiceFixture {
  private static final List<String> CHECK =
      List.of(
          "GetCallerIdentity",
          "GetOpenIDConnectProvider",
          "GetRole",
          "ListRolePolicies",
          "ListAttachedRolePolicies",
          "GetRolePolicy");

  @Inject StartupReconcile startup;

  private final SavedArn arn = anArnSaved();
  private Outcomes outcomes;

  @BeforeEach
  void provisioned() {
    outcomes = outcomesOf(arn);
    provision(arn, 1);
    aws.calm();
  }

  @Test
  void answersACheckWithoutDriftWithSixReads() {
    topics.publish(arn.verification(1));

    IamAccessProvisioned answer = outcomes.awaitProvisionedAfter(2);

    assertThat(answer.drift()).isNull();
    assertThat(answer.origin().settingsRevision()).isEqualTo(1);
    assertThat(aws.calls()).containsExactlyInAnyOrderElementsOf(CHECK);
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned", "provisioned");
  }

  @Test
  void repairsDriftAndNamesItInTheAnswer() {
    aws.person().deleteRolePolicy(ask -> ask.roleName(arn.roleName()).policyName(POLICY));
    aws.calm();

    topics.publish(arn.verification(1));

    assertThat(outcomes.awaitProvisionedAfter(2).drift())
        .extracting(Difference::what, Difference::found, Difference::repaired)
        .containsExactly(tuple("role_inline_policy", "none", true));
    assertThat(aws.writes()).containsExactly("PutRolePolicy");
  }

  @Test
  void answersEachVerificationOnceAndIgnoresOlderOnes() {
    String id = topics.publish(arn.verification(7));
    outcomes.awaitProvisionedAfter(2);

    topics.publish(arn.verification(7), id);
    topics.publish(arn.verification(7));
    topics.publish(arn.verification(6));
    topics.publish(arn.verification(8));
    outcomes.awaitProvisionedAfter(3);
    Quiescence.awaitConsumed(SERVICE);

    throughout(
        Duration.ofSeconds(1),
        () ->
            assertThat(outcomes.kinds())
                .containsExactly("started", "provisioned", "provisioned", "provisioned"));
  }

  @Test
  void answersWithAFailureAndThenWithASuccess() {
    aws.always("GetRole", ACCESS_DENIED);

    topics.publish(arn.verification(1));
    IamAccessFailed denied = outcomes.awaitFailed(1);
    aws.noFaults();
    topics.publish(arn.verification(2));

    assertThat(denied.failure().code()).isEqualTo("aws_access_denied");
    assertThat(denied.failure().detail()).contains("iam:GetRole");
    outcomes.awaitProvisionedAfter(denied.revision());
  }

  @Test
  void namesTheTagThatAnotherToolRemovedFromARole() {
    aws.person().untagRole(ask -> ask.roleName(arn.roleName()).tagKeys(OWNERSHIP_TAG));

    topics.publish(arn.verification(1));

    IamAccessFailed failed = outcomes.awaitFailed(1);
    assertThat(failed.failure().code()).isEqualTo("role_tag_removed");
    assertThat(failed.failure().remedy())
        .contains(OWNERSHIP_TAG + "=" + arn.uid(), "To give the role up");
    assertThat(failed.drift())
        .extracting(Difference::what, Difference::found, Difference::repaired)
        .containsExactly(tuple("role_owner", "none", false));
  }

  @Test
  void reportsTheTagThatAnotherToolRemovedFromAProvider() {
    aws.person()
        .untagOpenIDConnectProvider(
            ask -> ask.openIDConnectProviderArn(arn.providerArn()).tagKeys(OWNERSHIP_TAG));

    topics.publish(arn.verification(1));

    assertThat(outcomes.awaitProvisionedAfter(2).drift())
        .extracting(Difference::what, Difference::expected, Difference::found, Difference::repaired)
        .containsExactly(tuple("provider_owner", arn.uid(), "none", false));
  }

  @Test
  void refusesAProviderThatIsTaggedForAnotherInstance() {
    aws.person()
        .tagOpenIDConnectProvider(
            ask ->
                ask.openIDConnectProviderArn(arn.providerArn())
                    .tags(FoundAccess.tag(OWNERSHIP_TAG, "another")));

    topics.publish(arn.verification(1));

    IamAccessFailed failed = outcomes.awaitFailed(1);
    assertThat(failed.failure().code()).isEqualTo("provider_of_another_instance");
    assertThat(failed.drift())
        .extracting(Difference::what, Difference::found)
        .containsExactly(tuple("provider_owner", "another"));
  }

  @Test
  void asksForAdoptionWhenAReleasedRoleIsConnectedAgainWithoutItsTag() throws SQLException {
    aws.person().untagRole(ask -> ask.roleName(arn.roleName()).tagKeys(OWNERSHIP_TAG));
    disconnect(arn, 2, false);

    topics.publish(arn.revision(3));

    assertThat(outcomes.awaitFailed(3).failure().code()).isEqualTo("role_not_ours");
  }

  @Test
  void reportsAPermissionsBoundaryThatIsNotConfigured() {
    aws.person()
        .putRolePermissionsBoundary(
            ask -> ask.roleName(arn.roleName()).permissionsBoundary(READ_ONLY));

    topics.publish(arn.verification(1));

    assertThat(outcomes.awaitProvisionedAfter(2).drift())
        .extracting(Difference::what, Difference::expected, Difference::found, Difference::repaired)
        .containsExactly(tuple("role_boundary", "none", READ_ONLY, false));
  }

  @Test
  void addsConfiguredTagsThatAreMissingAndKeepsForeignOnes() {
    aws.person()
        .tagRole(ask -> ask.roleName(arn.roleName()).tags(FoundAccess.tag("Team", "theirs")));
    aws.person().untagRole(ask -> ask.roleName(arn.roleName()).tagKeys("CostCenter"));
    aws.person()
        .tagOpenIDConnectProvider(
            ask ->
                ask.openIDConnectProviderArn(arn.providerArn())
                    .tags(FoundAccess.tag("CostCenter", "1")));
    aws.calm();

    topics.publish(arn.verification(1));

    assertThat(outcomes.awaitProvisionedAfter(2).drift())
        .extracting(Difference::what, Difference::expected, Difference::found, Difference::repaired)
        .containsExactlyInAnyOrder(
            tuple("role_tag", "CostCenter=4711", "none", true),
            tuple("provider_tag", "CostCenter=4711", "CostCenter=1", true));
    assertThat(aws.writes()).containsExactlyInAnyOrder("TagRole", "TagOpenIDConnectProvider");
    assertThat(aws.person().getRole(it -> it.roleName(arn.roleName())).role().tags())
        .contains(
            FoundAccess.tag("Team", "theirs"),
            FoundAccess.tag("CostCenter", "4711"),
            FoundAccess.tag(OWNERSHIP_TAG, arn.uid()));
  }

  @Test
  void retriesARefusedSetUp() {
    SavedArn other = anArnSaved();
    aws.always("CreateRole", ACCESS_DENIED);
    topics.publish(other.revision(1));
    outcomesOf(other).awaitRefused(1);
    aws.noFaults();

    topics.publish(other.verification(1));

    outcomesOf(other).awaitProvisioned(1);
    FoundAccess.of(aws.person(), other).isAsDocumented();
  }

  @Test
  void reportsWhatAttemptsRepairedUntilTheNextSuccess() {
    aws.person().updateRole(ask -> ask.roleName(arn.roleName()).maxSessionDuration(3600));
    aws.person().deleteRolePolicy(ask -> ask.roleName(arn.roleName()).policyName(POLICY));
    aws.next(3, "PutRolePolicy", new Fault.Failure(409, "ConcurrentModification", "busy"));

    topics.publish(arn.verification(1));

    // The first retry is silent.
    IamAccessFailed failed = outcomes.awaitFailed(1);
    assertThat(failed.drift())
        .extracting(Difference::what, Difference::repaired)
        .containsExactly(tuple("role_session", true), tuple("role_inline_policy", false));
    assertThat(outcomes.awaitProvisionedAfter(failed.revision()).drift())
        .extracting(Difference::what, Difference::repaired)
        .containsExactly(tuple("role_session", true), tuple("role_inline_policy", true));
  }

  @Test
  void isAnsweredByTheFirstRunWhenItOvertakesTheSettings() {
    SavedArn other = anArnSaved();
    topics.publish(other.verification(1));
    topics.publish(other.revision(1));

    outcomesOf(other).awaitProvisioned(1);
    FoundAccess.of(aws.person(), other).isAsDocumented();
  }

  @Test
  void ignoresVerificationAfterADisconnect() {
    topics.publish(arn.removed(2, false));
    topics.publish(arn.accountReleased(2));
    outcomes.awaitReleased(2);
    aws.calm();

    topics.publish(arn.verification(1));

    Quiescence.awaitConsumed(SERVICE);
    throughout(Duration.ofSeconds(1), () -> assertThat(aws.calls()).isEmpty());
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned", "started", "released");
  }

  @Test
  void checksAtStartupAndPublishesNothingWithoutDrift() {
    startup.requestAll();

    // The instances of all earlier tests are checked, too.
    eventually(() -> assertThat(aws.callsOn(arn.roleName())).contains("GetRolePolicy"));
    throughout(
        Duration.ofSeconds(1),
        () -> {
          assertThat(aws.writesTo(arn.roleName())).isEmpty();
          assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
        });
  }

  @Test
  void repairsDriftAtStartupAndPublishesIt() {
    aws.asPerson(
        person -> person.deleteRolePolicy(it -> it.roleName(arn.roleName()).policyName(POLICY)));

    startup.requestAll();

    eventually(
        () ->
            assertThat(outcomes.kinds()).containsExactly("started", "provisioned", "provisioned"));
    assertThat(aws.writesTo(arn.roleName())).containsExactly("PutRolePolicy");
  }
}
