package io.quartermaster.settings.scope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.ScopeToggled.ScopeKind;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class ScopeBodyTest {

  @Test
  void aGroupTakesThreeWordsAndAProjectTwo() {
    assertThat(parse(ScopeKind.GROUP, "never_on")).isEqualTo(Availability.NEVER_ON);
    assertThat(parse(ScopeKind.PROJECT, "default_on")).isEqualTo(Availability.DEFAULT_ON);
    assertThat(parse(ScopeKind.PROJECT, "default_off")).isEqualTo(Availability.DEFAULT_OFF);

    Problem problem = problem(ScopeKind.PROJECT, "{\"availability\": \"never_on\"}");
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors())
        .containsExactly(
            new Problem.FieldError("/availability", "Must be one of default_on, default_off."));
  }

  @Test
  void everyFaultIsNamed() {
    assertThat(problem(ScopeKind.GROUP, "{\"full_path\": \"a\", \"extra\": 1}").errors())
        .extracting(Problem.FieldError::pointer)
        .containsExactlyInAnyOrder("/availability", "/full_path", "/extra");
    assertThat(problem(ScopeKind.GROUP, "{\"availability\": null}").errors())
        .extracting(Problem.FieldError::pointer)
        .containsExactly("/availability");
  }

  private static Availability parse(ScopeKind kind, String word) {
    return ScopeBody.parse(kind, stream("{\"availability\": \"" + word + "\"}")).availability();
  }

  private static Problem problem(ScopeKind kind, String json) {
    return catchThrowableOfType(ProblemException.class, () -> ScopeBody.parse(kind, stream(json)))
        .problem();
  }

  private static ByteArrayInputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(UTF_8));
  }
}
