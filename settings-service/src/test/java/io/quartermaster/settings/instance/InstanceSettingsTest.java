package io.quartermaster.settings.instance;

import static io.quartermaster.contracts.Availability.DEFAULT_OFF;
import static io.quartermaster.contracts.Availability.DEFAULT_ON;
import static io.quartermaster.contracts.Availability.NEVER_ON;
import static io.quartermaster.contracts.GatewayEnvironment.PRODUCTION;
import static io.quartermaster.contracts.GatewayEnvironment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.SetupStep;
import io.quartermaster.settings.request.EntityTags.IfMatch;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupKind;
import io.quartermaster.settings.setup.StepFindings;
import io.quartermaster.settings.setup.StepProgress;
import io.quartermaster.settings.setup.StepState;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InstanceSettingsTest {

  private static final Instant THEN = Instant.parse("2026-11-23T06:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
  private static final RoleArn ROLE = new RoleArn("aws", "123456789012", "/", "Q");
  private static final RoleArn SIBLING = new RoleArn("aws", "123456789012", "/", "Q2");
  private static final RoleArn FOREIGN = new RoleArn("aws", "210987654321", "/", "Q");
  private static final InstanceSettings SAVED =
      new InstanceSettings(ROLE, DEFAULT_ON, true, PRODUCTION, 7, "alice", THEN);
  private static final Setup FINE = new Setup(7, SetupKind.SET_UP, false, THEN, null, Map.of());
  private static final Setup FAILED = stopped(SetupKind.SET_UP, Failure.Kind.REFUSED);
  private static final Setup CONNECTED =
      new Setup(7, SetupKind.SET_UP, false, THEN, ROLE.toString(), Map.of());

  @Test
  void firstSaveIsRevisionOne() {
    assertThat(
            InstanceSettings.decide(
                null, save(ROLE, DEFAULT_OFF, false, null), FINE, 0, PRODUCTION))
        .isEqualTo(
            new SaveSettings.Decision.Saved(
                new InstanceSettings(ROLE, DEFAULT_OFF, false, PRODUCTION, 1, "bob", NOW), null));
  }

  @Test
  void firstSaveRequiresARole() {
    assertThat(
            InstanceSettings.decide(
                null, save(null, DEFAULT_OFF, false, null), FINE, 0, PRODUCTION))
        .isEqualTo(new SaveSettings.Decision.RoleArnMissing());
  }

  @Test
  void laterSaveKeepsTheRoleWhenOmitted() {
    assertThat(
            InstanceSettings.decide(
                SAVED, save(null, NEVER_ON, false, null), CONNECTED, 0, PRODUCTION))
        .isEqualTo(
            new SaveSettings.Decision.Saved(
                new InstanceSettings(ROLE, NEVER_ON, false, PRODUCTION, 8, "bob", NOW),
                DEFAULT_ON));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(SIBLING, DEFAULT_ON, true),
        Arguments.of(FOREIGN, DEFAULT_ON, true),
        Arguments.of(ROLE, DEFAULT_OFF, false),
        Arguments.of(ROLE, NEVER_ON, false),
        Arguments.of(ROLE, DEFAULT_ON, false));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everyChangeIncrementsTheRevision(
      RoleArn role, Availability availability, boolean autoReview) {
    assertThat(
            InstanceSettings.decide(
                SAVED, save(role, availability, autoReview, null), FINE, 0, PRODUCTION))
        .isEqualTo(
            new SaveSettings.Decision.Saved(
                new InstanceSettings(role, availability, autoReview, PRODUCTION, 8, "bob", NOW),
                DEFAULT_ON));
  }

  @Test
  void sameValuesChangeNothing() {
    assertThat(
            InstanceSettings.decide(SAVED, save(ROLE, DEFAULT_ON, true, null), FINE, 0, PRODUCTION))
        .isEqualTo(new SaveSettings.Decision.Unchanged(SAVED));
  }

  @Test
  void sameValuesAfterAFailedStepRetry() {
    assertThat(
            InstanceSettings.decide(
                SAVED, save(ROLE, DEFAULT_ON, true, null), FAILED, 0, PRODUCTION))
        .isEqualTo(
            new SaveSettings.Decision.Saved(
                new InstanceSettings(ROLE, DEFAULT_ON, true, PRODUCTION, 8, "bob", NOW),
                DEFAULT_ON));
  }

  @Test
  void rejectsForeignAccountOnceConnected() {
    assertThat(
            InstanceSettings.decide(
                SAVED, save(FOREIGN, DEFAULT_ON, true, null), CONNECTED, 0, PRODUCTION))
        .isEqualTo(new SaveSettings.Decision.AccountFixed(ROLE));
  }

  @Test
  void allowsAnotherRoleOfTheConnectedAccount() {
    assertThat(
            InstanceSettings.decide(
                SAVED, save(SIBLING, DEFAULT_ON, true, null), CONNECTED, 0, PRODUCTION))
        .isInstanceOf(SaveSettings.Decision.Saved.class);
  }

  @Test
  void rejectsAnotherRevision() {
    assertThat(
            InstanceSettings.decide(
                SAVED, save(ROLE, NEVER_ON, false, "\"6\""), FINE, 0, PRODUCTION))
        .isEqualTo(new SaveSettings.Decision.Stale(7));
    assertThat(
            InstanceSettings.decide(
                null, save(ROLE, NEVER_ON, false, "\"6\""), FINE, 0, PRODUCTION))
        .isEqualTo(new SaveSettings.Decision.Stale(0));
  }

  @Test
  void acceptsTheCurrentRevision() {
    assertThat(
            InstanceSettings.decide(
                SAVED, save(ROLE, NEVER_ON, false, "\"7\""), FINE, 0, PRODUCTION))
        .isInstanceOf(SaveSettings.Decision.Saved.class);
    assertThat(
            InstanceSettings.decide(
                null, save(ROLE, NEVER_ON, false, "\"0\""), FINE, 0, PRODUCTION))
        .isInstanceOf(SaveSettings.Decision.Saved.class);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, STAGING",
        "-, PRODUCTION, PRODUCTION",
        "PRODUCTION, -, PRODUCTION",
        "PRODUCTION, STAGING, STAGING",
        "STAGING, PRODUCTION, PRODUCTION",
      })
  void environmentDefaultsToTheSavedThenTheConfiguredOne(
      @Nullable GatewayEnvironment saved,
      @Nullable GatewayEnvironment requested,
      GatewayEnvironment expected) {
    InstanceSettings current =
        saved == null
            ? null
            : new InstanceSettings(ROLE, DEFAULT_OFF, false, saved, 7, "alice", THEN);
    SaveSettings command =
        new SaveSettings(ROLE, DEFAULT_ON, false, requested, IfMatch.ANY, "bob", NOW);

    assertThat(InstanceSettings.decide(current, command, FINE, 0, STAGING))
        .isInstanceOfSatisfying(
            SaveSettings.Decision.Saved.class,
            decided -> assertThat(decided.next().gatewayEnvironment()).isEqualTo(expected));
  }

  @Test
  void anotherEnvironmentIsAChange() {
    SaveSettings command =
        new SaveSettings(ROLE, DEFAULT_ON, true, STAGING, IfMatch.ANY, "bob", NOW);

    assertThat(InstanceSettings.decide(SAVED, command, FINE, 0, PRODUCTION))
        .isEqualTo(
            new SaveSettings.Decision.Saved(
                new InstanceSettings(ROLE, DEFAULT_ON, true, STAGING, 8, "bob", NOW), DEFAULT_ON));
  }

  @Test
  void autoReviewRequiresDefaultOn() {
    assertThatThrownBy(() -> save(ROLE, DEFAULT_OFF, true, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SaveSettings save(
      @Nullable RoleArn role,
      Availability availability,
      boolean autoReview,
      @Nullable String ifMatch) {
    return new SaveSettings(
        role,
        availability,
        autoReview,
        null,
        ifMatch == null ? IfMatch.ANY : new IfMatch(Set.of(ifMatch)),
        "bob",
        NOW);
  }

  @Test
  void aDeletionOrRemovalIsRevokedOnlyAfterItFailed() {
    Disconnect.Decision.Started waiting = disconnectDuring(Failure.Kind.UNAVAILABLE);
    assertThat(waiting.deleteIamResources()).isTrue();
    assertThat(waiting.removeGatewayConfig()).isTrue();

    Disconnect.Decision.Started failed = disconnectDuring(Failure.Kind.REFUSED);
    assertThat(failed.deleteIamResources()).isFalse();
    assertThat(failed.removeGatewayConfig()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SET_UP,                false, false, false, true,  false, false",
    "SET_UP,                false, true,  true,  true,  true,  true",
    "DISCONNECT,            false, false, false, false, -,     -",
    "DISCONNECT,            false, false, true,  true,  false, true",
    "DISCONNECT,            true,  false, false, false, -,     -",
    "DISCONNECT,            true,  false, true,  false, -,     -",
    "DISCONNECT,            true,  true,  false, true,  true,  true",
    "DISCONNECT_AND_DELETE, false, true,  false, false, -,     -",
    "DISCONNECT_AND_DELETE, false, false, true,  true,  true,  true",
    "DISCONNECT_AND_DELETE, true,  true,  true,  false, -,     -",
  })
  void aDisconnectStartsAgainOnlyWithMoreToDelete(
      SetupKind kind,
      boolean removing,
      boolean delete,
      boolean remove,
      boolean starts,
      String deletes,
      String removes) {
    Setup setup = new Setup(7, kind, removing, THEN, null, Map.of());
    Disconnect command = new Disconnect(delete, remove, IfMatch.ANY, "bob", NOW);

    Disconnect.Decision decision = InstanceSettings.decide(SAVED, command, setup, 7);

    if (starts) {
      assertThat(decision)
          .isInstanceOfSatisfying(
              Disconnect.Decision.Started.class,
              started -> {
                assertThat(started.deleteIamResources()).isEqualTo(Boolean.valueOf(deletes));
                assertThat(started.removeGatewayConfig()).isEqualTo(Boolean.valueOf(removes));
              });
    } else {
      assertThat(decision).isEqualTo(new Disconnect.Decision.Unchanged(setup));
    }
  }

  /** A disconnect that keeps everything, while one that deletes everything is stopped. */
  private static Disconnect.Decision.Started disconnectDuring(Failure.Kind kind) {
    Disconnect keep = new Disconnect(false, false, IfMatch.ANY, "bob", NOW);
    return (Disconnect.Decision.Started)
        InstanceSettings.decide(SAVED, keep, stopped(SetupKind.DISCONNECT_AND_DELETE, kind), 7);
  }

  /** A set-up with a failed step. */
  private static Setup stopped(SetupKind setup, Failure.Kind kind) {
    boolean waits = kind == Failure.Kind.UNAVAILABLE;
    Failure failure = new Failure(kind, "aws", "No.", "Wait.", waits ? NOW : null);
    StepProgress stopped =
        new StepProgress(
            SetupStep.IAM_ACCESS,
            7,
            1,
            waits ? StepState.IN_PROGRESS : StepState.FAILED,
            THEN,
            1,
            "No.",
            failure,
            THEN,
            StepFindings.NONE,
            null,
            null,
            null,
            null);
    return new Setup(
        7, setup, setup.disconnects(), THEN, null, Map.of(SetupStep.IAM_ACCESS, stopped));
  }
}
