package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Awaits.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.Standstill;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An AWS that throttles, fails, lags, breaks off and refuses. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class IamAccessFaultIT {
  private static final Fault CUT = new Fault.Cut(Fault.Cut.Moment.BEFORE_EFFECT);
  private static final Fault CUT_AFTER = new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT);

  @Inject DataSource database;
  TestTopics topics;
  AwsAccount aws;

  private final SavedArn arn = anArnSaved();
  private Outcomes outcomes;

  @BeforeEach
  void calm() {
    Standstill.await("iam-provisioner", database);
    aws.calm();
    outcomes = new Outcomes(topics, arn);
  }

  @Test
  void anAwsThatIsAwayIsSaidAndTriedAgainUntilItIsBack() {
    aws.always("*", CUT);
    topics.publish(arn.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();
    aws.noFaults();
    outcomes.awaitProvisioned(1);

    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("aws_unreachable");
    assertThat(failure.nextAttemptAt()).isNotNull();
    FoundAccess.of(aws.person(), arn).isAsTheProcedureSays();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateOpenIDConnectProvider", "CreateRole", "PutRolePolicy", "GetRole"})
  void anAnswerThatIsLostAfterTheEffectDoesNotLeadToASecondEffect(String action) {
    aws.next(1, action, CUT_AFTER);
    topics.publish(arn.revision(1));

    outcomes.awaitProvisioned(1);

    assertThat(aws.done("CreateOpenIDConnectProvider")).isEqualTo(1);
    assertThat(aws.done("CreateRole")).isEqualTo(1);
    FoundAccess.of(aws.person(), arn).isAsTheProcedureSays();
  }

  @Test
  void throttlingIsWaitedForWithoutAStorm() {
    aws.next(5, "CreateRole", new Fault.Throttle(null, false));
    topics.publish(arn.revision(1));

    outcomes.awaitProvisioned(1);

    assertThat(aws.asked("CreateRole")).isEqualTo(6);
    assertThat(aws.asked("CreateOpenIDConnectProvider")).isEqualTo(1);
    assertThat(outcomes.kinds()).startsWith("started").endsWith("provisioned");
  }

  @ParameterizedTest
  @CsvSource({
    "ServiceFailure, 500",
    "ServiceUnavailable, 503",
  })
  void aFailureOfAwsIsTriedAgain(String code, int status) {
    aws.next(4, "PutRolePolicy", new Fault.Failure(status, code, "not today"));
    topics.publish(arn.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();
    outcomes.awaitProvisioned(1);

    assertThat(failure.code()).isEqualTo("aws_server_error");
    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(aws.done("CreateRole")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "CreateRole, ConcurrentModification, 409",
    "PutRolePolicy, EntityTemporarilyUnmodifiable, 409",
    "PutRolePolicy, NoSuchEntity, 404",
  })
  void whatAwsSettlesByItselfIsNoFailure(String action, String code, int status) {
    aws.next(2, action, new Fault.Failure(status, code, "in progress"));
    topics.publish(arn.revision(1));

    outcomes.awaitProvisioned(1);

    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
    assertThat(aws.done("CreateRole")).isEqualTo(1);
    assertThat(aws.asked(action)).isEqualTo(3);
  }

  @Test
  void aProviderThatIsNotKnownEverywhereYetIsWaitedFor() {
    aws.next(2, "CreateRole", new Fault.InvalidPrincipal());
    topics.publish(arn.revision(1));

    outcomes.awaitProvisioned(1);

    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
    assertThat(aws.done("CreateOpenIDConnectProvider")).isEqualTo(1);
    assertThat(aws.asked("CreateRole")).isEqualTo(3);
    FoundAccess.of(aws.person(), arn).isAsTheProcedureSays();
  }

  @Test
  void aProviderThatStaysUnknownIsRefusedInTheEnd() {
    aws.always("CreateRole", new Fault.InvalidPrincipal());
    topics.publish(arn.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failure.code()).isEqualTo("trust_principal_unknown");
    assertThat(aws.asked("CreateRole")).isLessThanOrEqualTo(8);
  }

  @Test
  void readsThatLagBehindWritesEndInOneRoleAndOneProvider() {
    aws.during(Duration.ofSeconds(3), "*", new Fault.StaleReads(Duration.ofMillis(1500)));
    aws.next(1, "PutRolePolicy", new Fault.Failure(409, "ConcurrentModification", "busy"));
    topics.publish(arn.revision(1));

    outcomes.awaitProvisioned(1);

    assertThat(aws.done("CreateRole")).isEqualTo(1);
    assertThat(aws.done("CreateOpenIDConnectProvider")).isEqualTo(1);
    aws.noFaults();
    FoundAccess.of(aws.person(), arn).isAsTheProcedureSays();
  }

  @Test
  void aMissingPermissionIsNamedAndSavingAgainGoesOnWhereItStopped() {
    aws.always("PutRolePolicy", new Fault.Failure(403, "AccessDenied", "no"));
    topics.publish(arn.revision(1));

    IamAccessFailed failed = outcomes.awaitFailed(1);
    throughout(Duration.ofSeconds(1), () -> assertThat(aws.asked("PutRolePolicy")).isEqualTo(1));
    aws.noFaults();
    topics.publish(arn.revision(2));
    outcomes.awaitProvisioned(2);

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failed.failure().code()).isEqualTo("aws_access_denied");
    assertThat(failed.failure().nextAttemptAt()).isNull();
    assertThat(failed.failure().remedy()).contains("iam:PutRolePolicy", arn.roleArn());
    assertThat(outcomes.kinds()).containsExactly("started", "failed", "started", "provisioned");
    assertThat(aws.done("CreateRole")).isEqualTo(1);
  }

  @Test
  void anArnOfAnotherAccountIsRefusedBeforeAnythingElseIsAsked() {
    SavedArn foreign = arn.inAccount("999999999999");
    topics.publish(foreign.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();

    assertThat(failure.code()).isEqualTo("wrong_aws_account");
    assertThat(failure.detail()).contains("999999999999", SavedArn.ACCOUNT);
    assertThat(aws.calls()).containsExactly("GetCallerIdentity");
  }

  @Test
  void anArnThatAwsCouldNotTakeIsRefusedWithoutAnyCall() {
    topics.publish(arn.inAccount("123456789").revision(1));

    assertThat(outcomes.awaitFailed(1).failure().code()).isEqualTo("invalid_role_arn");
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void aRoleThatSomebodyElseMadeIsLeftAsItIs() {
    try (var person = aws.person()) {
      person.createRole(
          ask ->
              ask.roleName(arn.roleName())
                  .assumeRolePolicyDocument(
                      """
                      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                      "Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}"""));
    }
    aws.calm();
    topics.publish(arn.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();

    assertThat(failure.code()).isEqualTo("role_not_ours");
    assertThat(failure.remedy()).contains("quartermaster:instance=" + arn.uid());
    assertThat(aws.writes()).isEmpty();
  }

  @Test
  void aRoleWhoseNameDiffersInLetterCaseIsRefusedInTheEnd() {
    try (var person = aws.person()) {
      person.createRole(
          ask ->
              ask.roleName(arn.roleName().toLowerCase(Locale.ROOT))
                  .assumeRolePolicyDocument(
                      """
                      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                      "Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}"""));
    }
    aws.calm();
    topics.publish(arn.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failure.code()).isIn("role_or_provider_not_visible", "role_under_another_path");
    assertThat(failure.remedy()).isNotBlank();
    assertThat(aws.done("CreateRole")).isZero();
  }
}
