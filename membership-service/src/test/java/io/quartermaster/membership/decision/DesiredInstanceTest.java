package io.quartermaster.membership.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesiredInstanceTest {

  @ParameterizedTest
  @CsvSource({
    "          , 0, false",
    "DEFAULT_ON, 2, false",
    "DEFAULT_ON, 3, true",
    "DEFAULT_ON, 4, true",
  })
  void needsAnAvailabilityThatIsNotOlderThanTheSave(
      @Nullable Availability availability, long revision, boolean complete) {
    assertThat(DesiredInstance.connected(3, availability, revision).isPresent())
        .isEqualTo(complete);
  }

  @ParameterizedTest
  @CsvSource({"NEVER_ON, true", "DEFAULT_OFF, false", "DEFAULT_ON, false"})
  void blocksTheAccountOnlyWhenNeverOn(Availability availability, boolean blocked) {
    assertThat(new DesiredInstance(1, availability, false).accountBlocked()).isEqualTo(blocked);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "3, false", "4, true"})
  void waitsForTheDeletionOfTheRegistrationOnDisconnect(long deleted, boolean blocked) {
    assertThat(
            DesiredInstance.disconnected(4, deleted)
                .map(DesiredInstance::accountBlocked)
                .isPresent())
        .isEqualTo(blocked);
  }

  @Test
  void blocksTheAccountOnDisconnect() {
    assertThat(DesiredInstance.disconnected(4, 4).orElseThrow().accountBlocked()).isTrue();
  }

  @Test
  void rejectsAnInstanceWithoutAvailability() {
    assertThatThrownBy(() -> new ScopeAvailability(ScopeAvailability.Kind.INSTANCE, 0, null, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
