package io.quartermaster.settings.prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gitlab.instance.GitLabInstance.InstanceSettings;
import io.quartermaster.gitlab.instance.GitLabInstance.License;
import io.quartermaster.gitlab.instance.GitLabInstance.Metadata;
import io.quartermaster.settings.prerequisite.CheckResult.State;
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
  void decidesOnTheVersion(String version, State state) {
    CheckResult finding = GitLabChecks.metadata(new Metadata(version, true)).getFirst();

    assertThat(finding.name()).isEqualTo(Prerequisite.GITLAB_VERSION);
    assertThat(finding.state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"true, PASSED", "false, FAILED"})
  void decidesOnTheEdition(boolean enterprise, State state) {
    CheckResult finding = GitLabChecks.metadata(new Metadata("18.0.0", enterprise)).getLast();

    assertThat(finding.name()).isEqualTo(Prerequisite.GITLAB_EDITION);
    assertThat(finding.state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "ultimate, false, 2030-01-01, PASSED, until 2030-01-01",
        "Ultimate, false, -,          PASSED, is Ultimate.",
        "ultimate, true,  2020-01-01, FAILED, expired on 2020-01-01",
        "premium,  false, 2030-01-01, FAILED, is premium",
        "-,        false, -,          FAILED, no license",
      })
  void decidesOnThePlan(String plan, boolean expired, String end, State state, String detail) {
    CheckResult finding = license(new License(plan, expired, end, Map.of()), 0);

    assertThat(finding.name()).isEqualTo(Prerequisite.GITLAB_LICENSE);
    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.detail()).contains(detail);
  }

  @Test
  void failsAnEditionWithoutLicenses() {
    assertThat(GitLabChecks.license(Optional.empty()).getFirst().state()).isEqualTo(State.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GitLab_Duo_Pro", "duo_enterprise", "GitLab_CodeSuggestions", "DuoPro"})
  void failsWithAConflictingDuoAddOnInTheLicense(String name) {
    CheckResult finding = license(new License("ultimate", false, null, Map.of(name, 5)), 1);

    assertThat(finding.state()).isEqualTo(State.FAILED);
    assertThat(finding.detail()).contains(name);
  }

  @Test
  void isUnknownWithoutAConflictingAddOnInTheLicense() {
    Map<String, Integer> others = Map.of("GitLab_FileLocks", 1, "GitLab_Duo_Amazon_Q", 1);
    CheckResult finding = license(new License("ultimate", false, null, others), 1);

    assertThat(finding.name()).isEqualTo(Prerequisite.DUO_ADD_ONS);
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
  void decidesOnTheDuoSettings(Boolean enabled, Boolean locked, State state) {
    assertThat(GitLabChecks.duo(new InstanceSettings(enabled, locked)).state()).isEqualTo(state);
  }

  private static CheckResult license(License license, int index) {
    return GitLabChecks.license(Optional.of(license)).get(index);
  }
}
