package io.quartermaster.settings.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessWordsTest {
  private static final String WORDS = "AWS trusts this GitLab for the role arn:role.";

  @Test
  void nothingIsAddedWhenNothingDiffered() {
    assertThat(words(null)).isEqualTo(WORDS);
  }

  @Test
  void whatWasMadeIsNoRepair() {
    assertThat(words(List.of(new Difference("role", "arn:role", "none", true)))).isEqualTo(WORDS);
  }

  @Test
  void whatWasRepairedAndWhatWasLeftIsNamed() {
    assertThat(
            words(
                List.of(
                    new Difference("role_session", "43200 s", "3600 s", true),
                    new Difference("role_other_inline_policy", "none", "theirs", false))))
        .isEqualTo(
            WORDS
                + " Repaired: role_session (3600 s)."
                + " Left as found: role_other_inline_policy (theirs).");
  }

  @Test
  void theRolesOfBeforeAreNamedInTheEnd() {
    assertThat(AccessWords.released("arn:role", true, null))
        .isEqualTo("What carried our tags for the role arn:role is deleted from AWS.");
    assertThat(AccessWords.released("arn:role", true, List.of("arn:a", "arn:b")))
        .isEqualTo(
            "What carried our tags for the role arn:role is deleted from AWS;"
                + " likewise the roles of before: arn:a, arn:b.");
    assertThat(AccessWords.released("arn:role", false, List.of("arn:a")))
        .isEqualTo(
            "The role arn:role and its identity provider are left as they are;"
                + " likewise the roles of before: arn:a.");
  }

  private static String words(@Nullable List<Difference> drift) {
    return AccessWords.of("arn:role", drift);
  }
}
