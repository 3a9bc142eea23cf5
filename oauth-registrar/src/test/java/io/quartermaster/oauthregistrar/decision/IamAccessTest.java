package io.quartermaster.oauthregistrar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamAccessTest {

  @ParameterizedTest
  @CsvSource({"7, role-a, true", "6, role-a, false", "8, role-a, false", "7, role-b, false"})
  void isForTheSettingsWithTheSameRevisionAndRole(long revision, String role, boolean expected) {
    IamAccess access = new IamAccess(role, revision, Instant.EPOCH);

    assertThat(access.isFor(Desired.registration().withRole("role-a"), 7)).isEqualTo(expected);
  }
}
