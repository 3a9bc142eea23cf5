package io.quartermaster.membership.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.membership.decision.AccountPlanner.Candidate;
import io.quartermaster.membership.decision.AccountPlanner.StateChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountPlannerTest {

  private static final String NAME = "Amazon Q Service";

  @Test
  void numbersUserNamesAsGitLabDoes() {
    assertThat(AccountPlanner.candidate("amazon-q", 0)).isEqualTo("amazon-q");
    assertThat(AccountPlanner.candidate("amazon-q", 1)).isEqualTo("amazon-q-1");
    assertThat(AccountPlanner.candidate("amazon-q", 2)).isEqualTo("amazon-q-2");
  }

  @Test
  void createsTheAccountUnderAFreeUserName() {
    assertThat(AccountPlanner.decide(null, false, NAME)).isEqualTo(Candidate.CREATE);
  }

  @Test
  void adoptsOnlyAServiceAccountWithTheConfiguredName() {
    assertThat(AccountPlanner.decide(account(NAME, "active"), true, NAME))
        .isEqualTo(Candidate.ADOPT);
    assertThat(AccountPlanner.decide(account(NAME, "active"), false, NAME))
        .isEqualTo(Candidate.SKIP);
    assertThat(AccountPlanner.decide(account("Ann", "active"), true, NAME))
        .isEqualTo(Candidate.SKIP);
  }

  @ParameterizedTest
  @CsvSource({
    "active,      false, NONE",
    "active,      true,  BLOCK",
    "blocked,     false, UNBLOCK",
    "blocked,     true,  NONE",
    "deactivated, false, REFUSED",
    "deactivated, true,  BLOCK",
    "banned,      false, REFUSED",
    "banned,      true,  NONE",
    "ldap_blocked,false, REFUSED",
    "ldap_blocked,true,  NONE"
  })
  void changesTheStateOnlyWhenItDiffers(String state, boolean blocked, StateChange change) {
    assertThat(AccountPlanner.stateChange(account(NAME, state), blocked)).isEqualTo(change);
  }

  private static Account account(String name, String state) {
    return new Account(4, "amazon-q", name, state);
  }
}
