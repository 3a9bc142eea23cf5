package io.quartermaster.iamprovisioner;

import static io.quartermaster.iamprovisioner.AwsAccount.ACCESS_DENIED;
import static io.quartermaster.iamprovisioner.SavedArn.anArnSaved;
import static io.quartermaster.testkit.Await.eventually;
import static io.quartermaster.testkit.Await.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.RealServers;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS throttles, fails, is inconsistent, unreachable or refuses; the service crashes. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class AwsFaultIT extends IamServiceFixture {
  private static final Fault CUT = new Fault.Cut(Fault.Cut.Moment.BEFORE_EFFECT);
  private static final String EC2_TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
      "Action":"sts:AssumeRole","Principal":{"Service":"ec2.amazonaws.com"}}]}""";
  private static final Fault CUT_AFTER = new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT);

  private final SavedArn arn = anArnSaved();
  private Outcomes outcomes;

  @BeforeEach
  void outcomes() {
    outcomes = outcomesOf(arn);
  }

  @Test
  void reportsAnUnreachableAwsAndRetries() {
    aws.always("*", CUT);
    topics.publish(arn.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();
    aws.noFaults();
    outcomes.awaitProvisioned(1);

    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("aws_unreachable");
    assertThat(failure.nextAttemptAt()).isNotNull();
    FoundAccess.of(aws.person(), arn).isAsDocumented();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateOpenIDConnectProvider", "CreateRole", "PutRolePolicy", "GetRole"})
  void repeatsNoEffectAfterALostResponse(String action) {
    aws.next(1, action, CUT_AFTER);
    topics.publish(arn.revision(1));

    outcomes.awaitProvisioned(1);

    assertThat(aws.done("CreateOpenIDConnectProvider")).isEqualTo(1);
    assertThat(aws.done("CreateRole")).isEqualTo(1);
    FoundAccess.of(aws.person(), arn).isAsDocumented();
  }

  @Test
  void retriesAfterThrottlingWithFewCalls() {
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
  void retriesAfterAServerError(String code, int status) {
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
  void reportsTheNextAttemptWhileAwsIsSettling(String action, String code, int status) {
    aws.next(2, action, new Fault.Failure(status, code, "in progress"));
    topics.publish(arn.revision(1));

    IamAccessProvisioned provisioned = outcomes.awaitProvisioned(1);

    assertThat(provisioned.created())
        .as("by all attempts")
        .extracting(CreatedResource::what)
        .containsExactly("provider", "role", "role_inline_policy");
    assertThat(outcomes.kinds()).containsExactly("started", "failed", "failed", "provisioned");
    IamAccessFailed settling = outcomes.awaitFailed(1);
    assertThat(settling.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(settling.failure().nextAttemptAt()).isAfter(settling.origin().occurredAt());
    assertThat(settling.drift()).as("what is still to be created").isNull();
    assertThat(aws.done("CreateRole")).isEqualTo(1);
    assertThat(aws.asked(action)).isEqualTo(3);
  }

  @Test
  void reportsUntilWhenItRetriesWhileAwsDoesNotKnowTheProvider() {
    aws.next(2, "CreateRole", new Fault.InvalidPrincipal());
    topics.publish(arn.revision(1));

    outcomes.awaitProvisioned(1);

    assertThat(outcomes.kinds()).containsExactly("started", "failed", "failed", "provisioned");
    Failure settling = outcomes.awaitFailed(1).failure();
    assertThat(settling.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(settling.code()).isEqualTo("trust_principal_unknown");
    assertThat(settling.retryUntil()).isNotNull();
    assertThat(settling.detail()).contains("retrying automatically until ");
    assertThat(settling.remedy()).contains("If it is still refused then: Check that");
    assertThat(aws.done("CreateOpenIDConnectProvider")).isEqualTo(1);
    assertThat(aws.asked("CreateRole")).isEqualTo(3);
    FoundAccess.of(aws.person(), arn).isAsDocumented();
  }

  @Test
  void refusesAnUnknownProviderAfterTheSettleTimeout() {
    aws.always("CreateRole", new Fault.InvalidPrincipal());
    topics.publish(arn.revision(1));

    Failure failure = outcomes.awaitRefused(1).failure();

    assertThat(failure.code()).isEqualTo("trust_principal_unknown");
    assertThat(failure.remedy()).startsWith("Check that the identity provider exists");
    assertThat(aws.asked("CreateRole")).isLessThanOrEqualTo(8);
  }

  @Test
  void createsOneRoleAndOneProviderDespiteStaleReads() {
    aws.during(Duration.ofSeconds(3), "*", new Fault.StaleReads(Duration.ofMillis(1500)));
    aws.next(1, "PutRolePolicy", new Fault.Failure(409, "ConcurrentModification", "busy"));
    topics.publish(arn.revision(1));

    outcomes.awaitProvisioned(1);

    assertThat(aws.done("CreateRole")).isEqualTo(1);
    assertThat(aws.done("CreateOpenIDConnectProvider")).isEqualTo(1);
    aws.noFaults();
    FoundAccess.of(aws.person(), arn).isAsDocumented();
  }

  @Test
  void namesAMissingPermissionAndContinuesWhenSavedAgain() {
    aws.always("PutRolePolicy", ACCESS_DENIED);
    topics.publish(arn.revision(1));

    IamAccessFailed failed = outcomes.awaitFailed(1);
    throughout(Duration.ofSeconds(1), () -> assertThat(aws.asked("PutRolePolicy")).isEqualTo(1));
    aws.noFaults();
    topics.publish(arn.revision(2));
    outcomes.awaitProvisioned(2);

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failed.failure().code()).isEqualTo("aws_access_denied");
    assertThat(failed.failure().nextAttemptAt())
        .as("the resync")
        .isAfter(failed.origin().occurredAt().plusSeconds(60));
    assertThat(failed.failure().remedy()).contains("iam:PutRolePolicy", arn.roleArn());
    assertThat(outcomes.kinds()).containsExactly("started", "failed", "started", "provisioned");
    assertThat(aws.done("CreateRole")).isEqualTo(1);
  }

  @Test
  void refusesAnArnOfAnotherAccountBeforeAnyOtherCall() {
    SavedArn foreign = arn.inAccount("999999999999");
    topics.publish(foreign.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();

    assertThat(failure.code()).isEqualTo("wrong_aws_account");
    assertThat(failure.detail()).contains("999999999999", SavedArn.ACCOUNT);
    assertThat(aws.calls()).containsExactly("GetCallerIdentity");
  }

  @Test
  void refusesAnInvalidArnWithoutACall() {
    topics.publish(arn.inAccount("123456789").revision(1));

    assertThat(outcomes.awaitFailed(1).failure().code()).isEqualTo("invalid_role_arn");
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void refusesARoleOfIdentityCenterWithoutACall() {
    topics.publish(arn.withPath("/aws-reserved/sso.amazonaws.com/").revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failure.code()).isEqualTo("role_unmodifiable");
    assertThat(failure.detail()).contains("/aws-reserved/", "IAM Identity Center");
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void refusesAForeignRole() {
    aws.person()
        .createRole(ask -> ask.roleName(arn.roleName()).assumeRolePolicyDocument(EC2_TRUST));
    aws.calm();
    topics.publish(arn.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();

    assertThat(failure.code()).isEqualTo("role_not_ours");
    assertThat(failure.remedy()).contains("quartermaster:instance=" + arn.uid());
    assertThat(aws.writes()).isEmpty();
  }

  @Test
  void refusesARoleWhoseNameDiffersInLetterCase() {
    aws.person()
        .createRole(
            ask ->
                ask.roleName(arn.roleName().toLowerCase(Locale.ROOT))
                    .assumeRolePolicyDocument(EC2_TRUST));
    aws.calm();
    topics.publish(arn.revision(1));

    Failure failure = outcomes.awaitFailed(1).failure();

    assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failure.code()).isIn("role_or_provider_not_visible", "role_under_another_path");
    assertThat(failure.remedy()).isNotBlank();
    assertThat(aws.done("CreateRole")).isZero();
  }

  @Test
  void continuesAfterACrashBetweenEffectAndRecord() {
    aws.next(1, "CreateRole", new Fault.Latency(Duration.ofSeconds(3)));
    topics.publish(arn.revision(1));
    eventually(() -> assertThat(aws.asked("GetRole")).isPositive());

    servers.killPostgres();
    try {
      eventually(() -> assertThat(aws.done("PutRolePolicy")).isEqualTo(1));
    } finally {
      servers.restartPostgres();
    }
    outcomes.awaitProvisioned(1);

    assertThat(aws.done("CreateOpenIDConnectProvider")).isEqualTo(1);
    assertThat(aws.done("CreateRole")).isEqualTo(1);
    assertThat(outcomes.kinds()).containsExactly("started", "provisioned");
    FoundAccess.of(aws.person(), arn).isAsDocumented();
  }
}
