package io.quartermaster.oauthregistrar.decision;

import java.time.Instant;

/**
 * AWS lets the gateway assume the role.
 *
 * @param settingsRevision the settings that it was provisioned for
 */
public record IamAccess(String roleArn, long settingsRevision, Instant provisionedAt) {

  /** Whether it is the access that these settings need, not that of older or newer settings. */
  public boolean isFor(DesiredRegistration desired, long desiredRevision) {
    return settingsRevision == desiredRevision && roleArn.equals(desired.roleArn());
  }
}
