package io.quartermaster.membership.decision;

import org.jspecify.annotations.Nullable;

/** Which account is ours, which name a new one gets, and whether its state has to change. */
public final class AccountPlanner {

  /** Names that are tried before a person has to look into it. */
  public static final int CANDIDATES = 50;

  private AccountPlanner() {}

  /** The name with this number: the wanted one, then with {@code -1}, {@code -2}, ... */
  public static String candidate(String username, int number) {
    return number == 0 ? username : username + "-" + number;
  }

  /**
   * What to do about the user that holds a candidate name.
   *
   * @param holder absent when the name is free
   * @param serviceAccount whether the holder is one of the instance's service accounts
   */
  public static Verdict judge(@Nullable Account holder, boolean serviceAccount, String wantedName) {
    if (holder == null) {
      return Verdict.CREATE;
    }
    return serviceAccount && holder.name().equals(wantedName) ? Verdict.ADOPT : Verdict.NEXT_NAME;
  }

  /** The change of state, if any, that makes the account usable or not. */
  public static StateStep stateStep(Account account, boolean blocked) {
    return switch (account.state()) {
      case "active" -> blocked ? StateStep.BLOCK : StateStep.NONE;
      case "deactivated" -> blocked ? StateStep.BLOCK : StateStep.REFUSED;
      case "blocked" -> blocked ? StateStep.NONE : StateStep.UNBLOCK;
      // Banned, LDAP-blocked, waiting for approval: out of use, and not for us to lift.
      default -> blocked ? StateStep.NONE : StateStep.REFUSED;
    };
  }

  /** About the holder of a candidate name. */
  public enum Verdict {
    ADOPT,
    CREATE,
    NEXT_NAME
  }

  /** About the state of the account. */
  public enum StateStep {
    NONE,
    BLOCK,
    UNBLOCK,
    /** Somebody put it into a state that only a person may lift. */
    REFUSED
  }
}
