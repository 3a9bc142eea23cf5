package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.AwsAccount.READ_ONLY;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.ADOPT;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.MANAGE;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.TaggedResources;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import io.quartermaster.iamprovisioner.effect.aws.SandboxIam;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Manual changes in AWS are detected, reported and repaired once. */
class DriftRepairIT {
  private static final DesiredAccess DESIRED = aDesiredAccess();
  private static final String ROLE = DESIRED.role().name();

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
  @MethodSource("io.quartermaster.iamprovisioner.reconcile.BrokenAccess#rows")
  void detectsReportsAndRepairsDriftWithOneCall(BrokenAccess.Row row) {
    DesiredAccess desired = aDesiredAccess(row.rules());
    loop.converge(MANAGE, desired);
    row.deed().accept(aws.person());
    aws.forgetCalls();

    Convergence.Result verified = loop.run(VERIFY, desired);
    List<String> whileVerifying = aws.writes();
    List<DriftKind> repaired = loop.converge(row.mode(), desired);
    List<String> whileRepairing = aws.writes();
    aws.forgetCalls();
    List<DriftKind> after = loop.converge(row.mode(), desired);

    if (row.mode() == MANAGE) {
      assertThat(verified.failure()).isNotNull();
      assertThat(verified.drift()).extracting(Drift::what).containsExactly(row.kind());
    }
    assertThat(whileVerifying).isEmpty();
    assertThat(repaired).containsExactly(row.kind());
    assertThat(whileRepairing).containsExactly(row.write());
    assertThat(after).isEmpty();
    assertThat(aws.writes()).isEmpty();
  }

  @Test
  void reportsAForeignPolicyOnEveryCheckAndKeepsIt() {
    loop.converge(MANAGE, DESIRED);
    aws.person().attachRolePolicy(ask -> ask.roleName(ROLE).policyArn(READ_ONLY));
    aws.forgetCalls();

    Convergence.Result first = loop.run(MANAGE, DESIRED);
    Convergence.Result second = loop.run(MANAGE, DESIRED);

    assertThat(first.drift())
        .isEqualTo(second.drift())
        .extracting(Drift::text)
        .containsExactly("role_other_attached_policy: expected none, found " + READ_ONLY);
    assertThat(first.failure()).isNull();
    assertThat(first.repaired()).isFalse();
    assertThat(aws.writes()).isEmpty();
  }

  @Test
  void refusesARoleCreatedByHandAndAdoptsItInAdoptMode() {
    aws.person()
        .createOpenIDConnectProvider(
            ask -> ask.url(DESIRED.providerUrl().toString()).clientIDList(DESIRED.audience()));
    aws.person()
        .createRole(
            ask ->
                ask.roleName(ROLE)
                    .assumeRolePolicyDocument(DESIRED.trustDocument().replace(":aud\"", "\"")));
    aws.forgetCalls();

    var refused = loop.settle(MANAGE, DESIRED);
    List<String> whileRefusing = aws.writes();
    List<DriftKind> adopted = loop.converge(ADOPT, DESIRED);

    assertThat(refused.failureCode()).isEqualTo("role_created_by_hand");
    assertThat(whileRefusing).isEmpty();
    assertThat(adopted)
        .containsExactly(
            DriftKind.PROVIDER_OWNER,
            DriftKind.ROLE_OWNER,
            DriftKind.ROLE_TRUST_POLICY,
            DriftKind.ROLE_SESSION,
            DriftKind.ROLE_DESCRIPTION,
            DriftKind.ROLE_INLINE_POLICY);
    assertThat(loop.converge(MANAGE, DESIRED)).isEmpty();
  }

  @Test
  void makesTheSameSixReadsAndNoWriteInEveryCheckWithoutDrift() {
    int checks = 50;
    loop.converge(MANAGE, DESIRED);
    aws.forgetCalls();

    for (int i = 0; i < checks; i++) {
      assertThat(loop.run(MANAGE, DESIRED))
          .isEqualTo(new Convergence.Result(null, List.of(), new TaggedResources(true, true)));
    }

    assertThat(aws.writes()).isEmpty();
    assertThat(aws.calls())
        .hasSize(6 * checks)
        .allSatisfy(read -> assertThat(aws.asked(read)).isEqualTo(checks));
  }
}
