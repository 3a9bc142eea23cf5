package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.MANAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.iamprovisioner.AwsAccount;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.effect.aws.SandboxIam;
import io.quartermaster.sandbox.faults.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every fault of AWS in turn: the service converges or fails with the right code, creates nothing
 * twice, and makes few calls. Kills are in {@link InterruptedWorkIT}. {@code
 * quartermaster.test.lag} sets how long AWS is inconsistent (PT15S is the longest that was seen).
 */
class FaultTableIT {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final Duration LAG =
      Duration.parse(System.getProperty("quartermaster.test.lag", "PT3S"));

  /** Reads, writes and tries of a call by the SDK, for one run. */
  private static final int CALLS_OF_A_RUN = 12;

  private static SandboxIam aws;

  private SandboxLoop loop;

  @BeforeAll
  static void start() {
    aws = SandboxIam.start();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @BeforeEach
  void anEmptyAccount() {
    aws.reset();
    loop = new SandboxLoop(aws);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GetCallerIdentity",
        "GetOpenIDConnectProvider",
        "GetRole",
        "CreateOpenIDConnectProvider",
        "CreateRole",
        "PutRolePolicy"
      })
  void retriesAfterThrottlingAndServerErrors(String action) {
    aws.next(2, action, new Fault.Throttle(null, false));
    aws.next(2, action, new Fault.Failure(500, "ServiceFailure", "no"));

    SandboxLoop.Settled settled = loop.settle(MANAGE, DESIRED);

    assertConvergedOnce(settled);
    assertThat(aws.asked(action)).isLessThanOrEqualTo(4 + settled.runs());
  }

  @ParameterizedTest
  @CsvSource({
    "CreateOpenIDConnectProvider, ConcurrentModification",
    "CreateRole, ConcurrentModification",
    "PutRolePolicy, ConcurrentModification",
    "PutRolePolicy, EntityTemporarilyUnmodifiable",
    "PutRolePolicy, NoSuchEntity"
  })
  void retriesSettlingCallsOncePerRun(String action, String code) {
    aws.next(2, action, new Fault.Failure(code.equals("NoSuchEntity") ? 404 : 409, code, "busy"));

    SandboxLoop.Settled settled = loop.settle(MANAGE, DESIRED);

    assertConvergedOnce(settled);
    assertThat(settled.runs()).isEqualTo(3);
    assertThat(aws.asked(action)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFY")
  void createsOneOfEachDespiteStaleReads(Mode mode) {
    aws.during(LAG.multipliedBy(2), "*", new Fault.StaleReads(LAG));
    assertConvergedOnce(loop.settle(mode, DESIRED));
    long created = aws.done("CreateRole");
    aws.forgetCalls();
    assertConvergedOnce(loop.settle(mode, DESIRED));

    assertThat(created).isEqualTo(1);
    assertThat(aws.done("CreateRole")).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void retriesWhileThePrincipalIsUnknown(boolean isNewRole) {
    if (!isNewRole) {
      loop.converge(MANAGE, DESIRED);
      aws.person()
          .updateAssumeRolePolicy(
              ask ->
                  ask.roleName(DESIRED.role().name())
                      .policyDocument(DESIRED.trustDocument().replace(":aud\"", "\"")));
    }
    aws.next(2, isNewRole ? "CreateRole" : "UpdateAssumeRolePolicy", new Fault.InvalidPrincipal());

    SandboxLoop.Settled settled = loop.settle(MANAGE, DESIRED);

    assertConvergedOnce(settled);
    assertThat(settled.runs()).isEqualTo(3);
  }

  @Test
  void retriesWhileThePrincipalIsUnknownForAsLongAsAwsIsInconsistent() {
    aws.during(LAG, "*", new Fault.InvalidPrincipal());

    assertConvergedOnce(loop.settle(MANAGE, DESIRED));
    assertThat(loop.converge(MANAGE, DESIRED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GetOpenIDConnectProvider",
        "GetRole",
        "CreateOpenIDConnectProvider",
        "CreateRole",
        "PutRolePolicy"
      })
  void refusesAccessDeniedAfterOneCall(String action) {
    aws.always(action, AwsAccount.ACCESS_DENIED);
    SandboxLoop.Settled refused = loop.settle(MANAGE, DESIRED);
    long tries = aws.asked(action);
    aws.noFaults();

    assertThat(refused.failureCode()).isEqualTo("aws_access_denied");
    assertThat(refused.runs()).isEqualTo(1);
    assertThat(tries).isEqualTo(1);
    assertConvergedOnce(loop.settle(MANAGE, DESIRED));
  }

  private static void assertConvergedOnce(SandboxLoop.Settled settled) {
    assertThat(settled.failureCode()).isEqualTo("none");
    for (String create : List.of("CreateOpenIDConnectProvider", "CreateRole")) {
      assertThat(aws.done(create)).isLessThanOrEqualTo(1);
    }
    assertThat(aws.calls()).hasSizeLessThanOrEqualTo(CALLS_OF_A_RUN * (settled.runs() + 1));
  }
}
