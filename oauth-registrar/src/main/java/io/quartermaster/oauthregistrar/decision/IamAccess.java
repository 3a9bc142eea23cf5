package io.quartermaster.oauthregistrar.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * AWS lets the gateway assume the role.
 *
 * @param settingsRevision the save that it answers
 */
public record IamAccess(String roleArn, long settingsRevision, Instant provisionedAt) {

  public IamAccess {
    requireNonNull(roleArn, "roleArn");
    requireNonNull(provisionedAt, "provisionedAt");
  }

  /** It is the access that these settings need, not that of an older or a newer save. */
  public boolean answers(DesiredRegistration desired) {
    return settingsRevision == desired.settingsRevision() && roleArn.equals(desired.roleArn());
  }
}
