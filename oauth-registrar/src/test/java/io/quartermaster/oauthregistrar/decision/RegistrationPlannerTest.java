package io.quartermaster.oauthregistrar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Keep;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Register;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistrationPlannerTest {

  private static final DesiredRegistration DESIRED =
      new DesiredRegistration(
          "uid-1",
          URI.create("https://gitlab.example.com"),
          "arn:aws:iam::123456789012:role/Q",
          URI.create("https://gateway.example.com"),
          false,
          7);
  private static final FoundApplication OURS = application(5, "https://gitlab.example.com/");
  private static final RecordedRegistration RECORDED =
      RecordedRegistration.of(new TakenApplication(5, "client-5"), DESIRED);

  @Test
  void nothingIsDoneWhenTheRegistrationIsRecordedAndTheApplicationIsThere() {
    assertThat(RegistrationPlanner.plan(DESIRED, RECORDED, List.of(OURS)))
        .isEqualTo(new Keep(RECORDED));
  }

  @Test
  void aNewSaveOfTheSameRoleChangesNothing() {
    DesiredRegistration later = at(DESIRED, 8);

    assertThat(RegistrationPlanner.plan(later, RECORDED, List.of(OURS)))
        .isEqualTo(new Keep(RECORDED));
  }

  @Test
  void onAnEmptyGitLabAnApplicationIsMadeAsGitLabsOwnOnboardingMakesIt() {
    Register plan = register(DESIRED, null, List.of());

    assertThat(plan.candidates()).isEmpty();
    assertThat(plan.application())
        .isEqualTo(
            new ApplicationSpec(
                "Amazon Q OAuth",
                URI.create("https://gitlab.example.com/"),
                List.of("api", "read_repository", "write_repository", "user:*"),
                false));
  }

  @Test
  void anApplicationMadeBeforeACrashIsFoundByNameAndRedirectUri() {
    List<FoundApplication> found =
        List.of(
            application(3, "https://elsewhere.example.com/"),
            new FoundApplication(4, "client-4", "Grafana", "https://gitlab.example.com/"),
            application(5, "https://gitlab.example.com"));

    assertThat(register(DESIRED, null, found).candidates()).containsExactly(5L);
  }

  @Test
  void ofSeveralTheOldestIsTakenAndTheOthersAreNamed() {
    List<FoundApplication> found = List.of(application(9, "https://gitlab.example.com/"), OURS);

    Register plan = register(DESIRED, null, found);

    assertThat(plan.candidates()).containsExactly(5L, 9L);
    assertThat(plan.rivals()).containsExactly(9L);
  }

  @Test
  void ofSeveralTheRecordedOneIsTaken() {
    RecordedRegistration recorded =
        RecordedRegistration.unregistered(new TakenApplication(9, "client-9"), DESIRED);
    List<FoundApplication> found = List.of(OURS, application(9, "https://gitlab.example.com/"));

    Register plan = register(DESIRED, recorded, found);

    assertThat(plan.candidates()).containsExactly(9L, 5L);
    assertThat(plan.rivals()).containsExactly(5L);
  }

  @Test
  void aRecordedApplicationThatTheListDoesNotShowIsTriedBeforeAnotherIsMade() {
    Register plan = register(DESIRED, RECORDED, List.of());

    assertThat(plan.candidates()).containsExactly(5L);
    assertThat(plan.rivals()).isEmpty();
  }

  @Test
  void anotherRoleIsRegisteredWithTheSameApplication() {
    DesiredRegistration other =
        new DesiredRegistration(
            "uid-1",
            DESIRED.instanceUrl(),
            "arn:aws:iam::123456789012:role/Other",
            DESIRED.gatewayUrl(),
            false,
            8);

    assertThat(register(other, RECORDED, List.of(OURS)).candidates()).containsExactly(5L);
  }

  @Test
  void anotherGatewayIsRegisteredWithTheSameApplication() {
    DesiredRegistration other = DESIRED.through(URI.create("https://other.example.com"));

    assertThat(register(other, RECORDED, List.of(OURS)).candidates()).containsExactly(5L);
  }

  @Test
  void anotherInstanceUrlNeedsAnotherApplication() {
    DesiredRegistration moved =
        new DesiredRegistration(
            "uid-1",
            URI.create("https://new.example.com"),
            DESIRED.roleArn(),
            DESIRED.gatewayUrl(),
            false,
            8);

    assertThat(register(moved, RECORDED, List.of(OURS)).candidates()).isEmpty();
  }

  @Test
  void aRegistrationWhoseSecretWasReplacedIsMadeAgain() {
    assertThat(register(DESIRED, RECORDED.withRegistrationEnding(), List.of(OURS)).candidates())
        .containsExactly(5L);
  }

  private static Register register(
      DesiredRegistration desired,
      @Nullable RecordedRegistration recorded,
      List<FoundApplication> found) {
    return (Register) RegistrationPlanner.plan(desired, recorded, found);
  }

  private static FoundApplication application(long id, String callbackUrl) {
    return new FoundApplication(id, "client-" + id, ApplicationSpec.NAME, callbackUrl);
  }

  private static DesiredRegistration at(DesiredRegistration desired, long revision) {
    return new DesiredRegistration(
        desired.instanceUid(),
        desired.instanceUrl(),
        desired.roleArn(),
        desired.gatewayUrl(),
        false,
        revision);
  }
}
