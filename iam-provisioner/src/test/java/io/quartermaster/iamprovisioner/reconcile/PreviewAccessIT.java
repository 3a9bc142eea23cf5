package io.quartermaster.iamprovisioner.reconcile;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.INLINE;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProviderUrl;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.desired;
import static io.quartermaster.iamprovisioner.decision.plan.Mode.MANAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.AccessRules;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.DesiredState;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.AccessPreview;
import io.quartermaster.iamprovisioner.decision.plan.Mode;
import io.quartermaster.iamprovisioner.effect.aws.SandboxIam;
import io.quartermaster.sandbox.faults.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A preview has the steps that a run then applies, and changes nothing. */
class PreviewAccessIT {
  private static final int LONGEST_SUMMARY = 10;

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
  @MethodSource("io.quartermaster.iamprovisioner.reconcile.InterruptedWork#all")
  void hasTheStepsOfTheRunAndAppliesNone(InterruptedWork work) {
    work.before().accept(loop);
    aws.forgetCalls();

    AccessPreview preview = convergence(work.mode()).preview(work.desired());
    List<String> whilePreviewing = aws.writes();
    loop.converge(work.mode(), work.desired());

    assertThat(whilePreviewing).isEmpty();
    assertThat(aws.writes()).isEqualTo(work.writes());
    assertThat(preview.steps()).hasSameSizeAs(work.writes());
    assertThat(preview.summary()).hasSizeLessThanOrEqualTo(LONGEST_SUMMARY);
    assertThat(preview.summary().getFirst()).isEqualTo(work.writes().size() + " changes.");
  }

  @Test
  void previewsTheCandidateWithTheConfiguredRules() {
    AccessTarget candidate = aDesiredAccess().target();

    AccessPreview preview =
        convergence(MANAGE)
            .preview(new DesiredAccess(candidate, AccessRules.of(INLINE), DesiredState.PRESENT));

    assertThat(preview.steps())
        .containsExactly(
            "create_provider " + candidate.providerUrl(),
            "create_role " + candidate.role().text(),
            "put_policy QDeveloperAccess/gitlab-duo-amazon-q-policy");
  }

  @Test
  void rejectsAnInvalidCandidateWithoutACall() {
    AccessPreview preview = preview(desired(role("123456789"), aProviderUrl(), "aud"));

    assertThat(preview.steps()).isEmpty();
    assertThat(preview.summary().getFirst()).contains("must have exactly 12 digits");
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void namesBothAccountsForACandidateInAnotherAccount() {
    AccessPreview preview = preview(desired(role("999999999999"), aProviderUrl(), "aud"));

    assertThat(preview.steps()).isEmpty();
    assertThat(preview.summary().getFirst()).contains("999999999999", "123456789012");
    assertThat(aws.calls()).containsExactly("GetCallerIdentity");
  }

  @Test
  void reportsAServerErrorOfAws() {
    aws.always("GetRole", new Fault.Failure(500, "ServiceFailure", "no"));

    AccessPreview preview = preview(aDesiredAccess());

    assertThat(preview.steps()).isEmpty();
    assertThat(preview.summary().getFirst())
        .contains("AWS failed with a server error in iam:GetRole");
  }

  private static AccessPreview preview(DesiredAccess desired) {
    return convergence(MANAGE).preview(desired);
  }

  private static Convergence convergence(Mode mode) {
    return new Convergence(aws.gateway(), new AccessPlanner(mode), new SimpleMeterRegistry());
  }

  private static RoleArn role(String account) {
    return new RoleArn("aws", account, "/", "QDeveloperAccess");
  }
}
