package io.quartermaster.oauthregistrar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Keep;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Register;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan.Remove;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationPlannerTest {

  private static final DesiredRegistration DESIRED = Desired.registration();
  private static final Application OURS = application(5, "https://gitlab.example.com/");
  private static final Application DUPLICATE = application(9, "https://gitlab.example.com/");
  private static final RecordedRegistration RECORDED = RecordedRegistration.of(OURS, DESIRED);
  private static final RecordedRegistration INVALIDATED =
      new RecordedRegistration(
          5, OURS.clientId(), DESIRED.instanceUrl(), RECORDED.registered(), true);

  @Test
  void keepsARecordedRegistrationWhoseApplicationExists() {
    assertThat(RegistrationPlanner.plan(DESIRED, RECORDED, List.of(OURS)))
        .isEqualTo(new Keep(RECORDED));
  }

  @Test
  void createsTheApplicationAsGitLabsOnboardingDoes() {
    assertThat(RegistrationPlanner.plan(DESIRED, null, List.of()))
        .isEqualTo(new Register(List.of(), List.of()));
    assertThat(DESIRED.application())
        .isEqualTo(
            new ApplicationSpec(
                "Amazon Q OAuth",
                URI.create("https://gitlab.example.com/"),
                List.of("api", "read_repository", "write_repository", "user:*"),
                false));
  }

  @Test
  void findsAnApplicationByNameAndRedirectUri() {
    List<Application> found =
        List.of(
            application(3, "https://elsewhere.example.com/"),
            new Application(4, "client-4", "Grafana", "https://gitlab.example.com/"),
            application(5, "https://gitlab.example.com"));

    assertThat(RegistrationPlanner.plan(DESIRED, null, found))
        .isEqualTo(new Register(List.of(5L), List.of()));
  }

  @Test
  void prefersTheOldestOfDuplicates() {
    assertThat(RegistrationPlanner.plan(DESIRED, null, List.of(DUPLICATE, OURS)))
        .isEqualTo(new Register(List.of(5L, 9L), List.of(9L)));
  }

  @Test
  void prefersTheRecordedOneOfDuplicates() {
    RecordedRegistration recorded = RecordedRegistration.unregistered(DUPLICATE, DESIRED);

    assertThat(RegistrationPlanner.plan(DESIRED, recorded, List.of(OURS, DUPLICATE)))
        .isEqualTo(new Register(List.of(9L, 5L), List.of(5L)));
  }

  @Test
  void triesARecordedApplicationThatTheListDoesNotContain() {
    assertThat(RegistrationPlanner.plan(DESIRED, RECORDED, List.of()))
        .isEqualTo(new Register(List.of(5L), List.of()));
  }

  @ParameterizedTest
  @MethodSource
  void registersTheSameApplicationAgain(DesiredRegistration desired) {
    assertThat(RegistrationPlanner.plan(desired, RECORDED, List.of(OURS)))
        .isEqualTo(new Register(List.of(5L), List.of()));
  }

  static Stream<Named<DesiredRegistration>> registersTheSameApplicationAgain() {
    return Stream.of(
        Named.of("with another role", DESIRED.withRole("arn:aws:iam::123456789012:role/Other")),
        Named.of(
            "through another gateway",
            DESIRED.withGateway(URI.create("https://other.example.com"))));
  }

  @Test
  void registersAgainAfterTheRegistrationWasInvalidated() {
    assertThat(RegistrationPlanner.plan(DESIRED, INVALIDATED, List.of(OURS)))
        .isEqualTo(new Register(List.of(5L), List.of()));
  }

  @Test
  void createsAnotherApplicationForAnotherInstanceUrl() {
    assertThat(
            RegistrationPlanner.plan(
                Desired.registration("https://new.example.com"), RECORDED, List.of(OURS)))
        .isEqualTo(new Register(List.of(), List.of()));
  }

  @Test
  void removesTheRecordedApplicationWithTheRoleOfItsRegistration() {
    DesiredRegistration removal = Desired.removal();

    assertThat(
            RegistrationPlanner.plan(
                removal.withRole("arn:aws:iam::123456789012:role/Other"), INVALIDATED, List.of()))
        .isEqualTo(new Remove(removal, List.of(5L)));
  }

  @Test
  void removesMatchingApplicationsWithoutARecord() {
    DesiredRegistration removal = Desired.removal();

    assertThat(
            RegistrationPlanner.plan(
                removal,
                null,
                List.of(DUPLICATE, OURS, application(7, "https://elsewhere.example.com/"))))
        .isEqualTo(new Remove(removal, List.of(5L, 9L)));
  }

  private static Application application(long id, String callbackUrl) {
    return new Application(id, "client-" + id, ApplicationSpec.NAME, callbackUrl);
  }
}
