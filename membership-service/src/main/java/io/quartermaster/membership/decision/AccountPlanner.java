package io.quartermaster.membership.decision;

import org.jspecify.annotations.Nullable;

/** Which user is the service account, the user name of a new one, and the change of its state. */
public final class AccountPlanner {

  /** User names to try before a person must act. */
  public static final int CANDIDATES = 50;

  private AccountPlanner() {}

  /** The configured user name, then with {@code -1}, {@code -2}, ... appended. */
  public static String candidate(String username, int number) {
    return number == 0 ? username : username + "-" + number;
  }

  /**
   * What to do about a candidate user name.
   *
   * @param user the user that has it; null when it is free
   * @param serviceAccount whether that user is a service account of the instance
   */
  public static Candidate decide(@Nullable Account user, boolean serviceAccount, String name) {
    if (user == null) {
      return Candidate.CREATE;
    }
    return serviceAccount && user.name().equals(name) ? Candidate.ADOPT : Candidate.SKIP;
  }

  /** The change of state, if any, that makes the account blocked or usable. */
  public static StateChange stateChange(Account account, boolean blocked) {
    return switch (account.state()) {
      case "active" -> blocked ? StateChange.BLOCK : StateChange.NONE;
      case "deactivated" -> blocked ? StateChange.BLOCK : StateChange.REFUSED;
      case "blocked" -> blocked ? StateChange.NONE : StateChange.UNBLOCK;
      // Banned, LDAP-blocked, pending approval: not usable, and only a person may change that.
      default -> blocked ? StateChange.NONE : StateChange.REFUSED;
    };
  }

  /** What to do about a candidate user name. */
  public enum Candidate {
    ADOPT,
    CREATE,
    SKIP
  }

  /** What to do about the state of the account. */
  public enum StateChange {
    NONE,
    BLOCK,
    UNBLOCK,
    /** Only a person may change the state. */
    REFUSED
  }
}
