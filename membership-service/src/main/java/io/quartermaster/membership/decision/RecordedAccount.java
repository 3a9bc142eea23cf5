package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

/**
 * The account as it was last brought in line.
 *
 * @param settingsRevision the settings for which it was
 */
public record RecordedAccount(
    long userId, String username, boolean blocked, long settingsRevision) {
  public RecordedAccount {
    requireNonNull(username, "username");
  }
}
