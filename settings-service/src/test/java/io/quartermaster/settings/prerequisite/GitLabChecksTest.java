package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gitlab.instance.InstanceSettings;
import io.quartermaster.gitlab.instance.License;
import io.quartermaster.gitlab.instance.Metadata;
import io.quartermaster.settings.prerequisite.Finding.State;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabChecksTest {

  @ParameterizedTest
  @CsvSource({
    "16.11.10-ee, FAILED",
    "17.7.7-ee,   FAILED",
    "17.8.0-ee,   WARNING",
    "17.10.8-ee,  WARNING",
    "17.11.0-ee,  PASSED",
    "17.100.0,    PASSED",
    "18.9.0-pre,  PASSED",
    "master,      UNKNOWN",
    "99999.1.1,   UNKNOWN",
  })
  void theVersionDecides(String version, State state) {
    Finding finding = GitLabChecks.metadata(new Metadata(version, true)).getFirst();

    assertThat(finding.prerequisite()).isEqualTo(Prerequisite.GITLAB_VERSION);
    assertThat(finding.state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"true, PASSED", "false, FAILED"})
  void theEditionDecides(boolean enterprise, State state) {
    Finding finding = GitLabChecks.metadata(new Metadata("18.0.0", enterprise)).getLast();

    assertThat(finding.prerequisite()).isEqualTo(Prerequisite.GITLAB_EDITION);
    assertThat(finding.state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ultimate, false, 2030-01-01, PASSED, until 2030-01-01",
        "Ultimate, false, -,          PASSED, is ultimate.",
        "ultimate, true,  2020-01-01, FAILED, expired on 2020-01-01",
        "premium,  false, 2030-01-01, FAILED, is premium",
        "-,        false, -,          FAILED, no licence",
      })
  void thePlanDecides(String plan, boolean expired, String end, State state, String words) {
    Finding finding = license(new License(plan, expired, end, Map.of()), 0);

    assertThat(finding.prerequisite()).isEqualTo(Prerequisite.GITLAB_LICENSE);
    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.found()).contains(words);
  }

  @Test
  void anEditionWithoutLicencesHasNone() {
    assertThat(GitLabChecks.license(Optional.empty()).getFirst().state()).isEqualTo(State.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GitLab_Duo_Pro", "duo_enterprise", "GitLab_CodeSuggestions", "DuoPro"})
  void anotherDuoAddOnInTheLicenceStandsAgainstIt(String name) {
    Finding finding = license(new License("ultimate", false, null, Map.of(name, 5)), 1);

    assertThat(finding.state()).isEqualTo(State.FAILED);
    assertThat(finding.found()).contains(name);
  }

  @Test
  void withoutOneInTheLicenceTheRestIsNotKnown() {
    Map<String, Integer> others = Map.of("GitLab_FileLocks", 1, "GitLab_Duo_Amazon_Q", 1);
    Finding finding = license(new License("ultimate", false, null, others), 1);

    assertThat(finding.prerequisite()).isEqualTo(Prerequisite.DUO_ADD_ONS);
    assertThat(finding.state()).isEqualTo(State.UNKNOWN);
    assertThat(finding.remedy()).contains("Admin > Subscription");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "true,  false, PASSED",
        "true,  true,  PASSED",
        "false, false, WARNING",
        "false, true,  WARNING",
        "-,     -,     FAILED",
      })
  void duoDecides(Boolean enabled, Boolean locked, State state) {
    assertThat(GitLabChecks.duo(new InstanceSettings(enabled, locked)).state()).isEqualTo(state);
  }

  private static Finding license(License license, int index) {
    return GitLabChecks.license(Optional.of(license)).get(index);
  }
}
