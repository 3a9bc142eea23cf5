package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look that an administrator asks for: it is done at once, and it is always answered. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class IamVerificationIT {
  private static final List<String> LOOK =
      List.of(
          "GetCallerIdentity",
          "GetOpenIDConnectProvider",
          "GetRole",
          "ListRolePolicies",
          "ListAttachedRolePolicies",
          "GetRolePolicy");

  TestTopics topics;
  @Inject DataSource database;
  AwsAccount aws;

  private final SavedArn arn = anArnSaved();
  private Outcomes outcomes;

  @BeforeEach
  void provisioned() {
    Standstill.await("iam-provisioner", database);
    aws.calm();
    outcomes = new Outcomes(topics, arn);
    topics.publish(arn.revision(1));
    outcomes.awaitProvisioned(1);
    aws.calm();
  }

  @Test
  void aLookThatFindsNothingIsAnsweredInSixReads() {
    topics.publish(arn.verification(1));

    IamAccessProvisioned answer = outcomes.awaitProvisionedAfter(2);

    assertThat(answer.drift()).isNull();
    assertThat(answer.origin().settingsRevision()).isEqualTo(1);
    assertThat(aws.calls()).containsExactlyElementsOf(LOOK);
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned", "provisioned");
  }

  @Test
  void whatSomebodyBrokeIsRepairedAndTheAnswerNamesIt() {
    try (var person = aws.person()) {
      person.deleteRolePolicy(
          ask -> ask.roleName(arn.roleName()).policyName("gitlab-duo-amazon-q-policy"));
    }
    aws.calm();

    topics.publish(arn.verification(1));

    assertThat(outcomes.awaitProvisionedAfter(2).drift())
        .extracting(Difference::what, Difference::found, Difference::repaired)
        .containsExactly(tuple("role_inline_policy", "none", true));
    assertThat(aws.writes()).containsExactly("PutRolePolicy");
  }

  @Test
  void everyWishIsAnsweredOnceAndAnOlderOneNotAtAll() {
    String id = topics.publish(arn.verification(7));
    outcomes.awaitProvisionedAfter(2);

    topics.publish(arn.verification(7), id);
    topics.publish(arn.verification(7));
    topics.publish(arn.verification(6));
    topics.publish(arn.verification(8));
    outcomes.awaitProvisionedAfter(3);
    Standstill.awaitTaken("iam-provisioner");

    throughout(
        Duration.ofSeconds(1),
        () ->
            assertThat(outcomes.kinds())
                .containsExactly("started", "provisioned", "provisioned", "provisioned"));
  }

  @Test
  void whatCannotBeSeenIsAnAnswerTooAndTheLookGoesOnWhenItCan() {
    aws.always("GetRole", new Fault.Failure(403, "AccessDenied", "no"));

    topics.publish(arn.verification(1));
    IamAccessFailed denied = outcomes.awaitFailed(1);
    aws.noFaults();
    topics.publish(arn.verification(2));

    assertThat(denied.failure().code()).isEqualTo("aws_access_denied");
    assertThat(denied.failure().detail()).contains("iam:GetRole");
    outcomes.awaitProvisionedAfter(denied.revision());
  }

  @Test
  void aWishThatOvertakesItsSettingsIsAnsweredByTheirOwnRun() {
    SavedArn other = anArnSaved();
    topics.publish(other.verification(1));
    topics.publish(other.revision(1));

    new Outcomes(topics, other).awaitProvisioned(1);
    FoundAccess.of(aws.person(), other).isAsTheProcedureSays();
  }

  @Test
  void afterADisconnectNobodyLooksAndNobodyAnswers() {
    topics.publish(arn.removed(2, false));
    topics.publish(arn.accountReleased(2));
    outcomes.awaitReleased(2);
    aws.calm();

    topics.publish(arn.verification(1));

    // Not the whole standstill: it forgets a run that is asked for.
    Standstill.awaitTaken("iam-provisioner");
    throughout(Duration.ofSeconds(1), () -> assertThat(aws.calls()).isEmpty());
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned", "started", "released");
  }
}
