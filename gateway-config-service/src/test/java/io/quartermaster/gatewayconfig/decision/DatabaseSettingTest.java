package io.quartermaster.gatewayconfig.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingTest {

  @ParameterizedTest
  @CsvSource({
    "17.6.0, false",
    "18.4.9, false",
    "18.5.0, true",
    "18.10.0-ee, true",
    "19.0.1, true",
    "x, false"
  })
  void knowsTheVersions(String version, boolean read) {
    assertThat(DatabaseSetting.isRead(version)).isEqualTo(read);
  }

  @Test
  void saysPlainlyWhenTheVariableAloneHasNoEffect() {
    assertThat(note("18.9.0")).contains("18.9.0").contains("gateway-config.database-setting");
    assertThat(note("18.4.0")).isEmpty();
    assertThat(note(null)).contains("not known");
  }

  private static String note(@Nullable String version) {
    NodeState state = NodeState.unknown(Instant.EPOCH).observed(version, List.of());
    return DatabaseSetting.note(List.of(new Rollout.Node("rails-1", state, null)));
  }
}
