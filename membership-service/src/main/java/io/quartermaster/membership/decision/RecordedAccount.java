package io.quartermaster.membership.decision;

/**
 * The account as it last was in the desired state.
 *
 * @param settingsRevision the settings that desired it
 */
public record RecordedAccount(
    long userId, String username, boolean blocked, long settingsRevision) {

  /** Whether another account is recorded, or the same one in another state. */
  public boolean differsFrom(RecordedAccount other) {
    return userId != other.userId || blocked != other.blocked || !username.equals(other.username);
  }
}
