package io.quartermaster.membership.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.membership.decision.AccountPlanner.StateStep;
import io.quartermaster.membership.decision.AccountPlanner.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountPlannerTest {

  private static final String NAME = "Amazon Q Service";

  @Test
  void namesAreTriedInGitLabsOrder() {
    assertThat(AccountPlanner.candidate("amazon-q", 0)).isEqualTo("amazon-q");
    assertThat(AccountPlanner.candidate("amazon-q", 1)).isEqualTo("amazon-q-1");
    assertThat(AccountPlanner.candidate("amazon-q", 2)).isEqualTo("amazon-q-2");
  }

  @Test
  void aFreeNameIsTaken() {
    assertThat(AccountPlanner.judge(null, false, NAME)).isEqualTo(Verdict.CREATE);
  }

  @Test
  void onlyAServiceAccountOfOurNameIsOurs() {
    assertThat(AccountPlanner.judge(account(NAME, "active"), true, NAME)).isEqualTo(Verdict.ADOPT);
    assertThat(AccountPlanner.judge(account(NAME, "active"), false, NAME))
        .isEqualTo(Verdict.NEXT_NAME);
    assertThat(AccountPlanner.judge(account("Ann", "active"), true, NAME))
        .isEqualTo(Verdict.NEXT_NAME);
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
  void theStateIsChangedOnlyWhenItDiffers(String state, boolean blocked, StateStep step) {
    assertThat(AccountPlanner.stateStep(account(NAME, state), blocked)).isEqualTo(step);
  }

  private static Account account(String name, String state) {
    return new Account(4, "amazon-q", name, state);
  }
}
