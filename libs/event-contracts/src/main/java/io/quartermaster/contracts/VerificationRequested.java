package io.quartermaster.contracts;

import java.time.Instant;

/**
 * An administrator requested a drift check. The desired state is unchanged, so this is a separate
 * aggregate: under the key of the settings, compaction would remove them.
 *
 * @param instanceUid the instance to verify
 * @param revision increases with every request of the instance; independent of its settings
 *     revisions
 * @param requestedBy the subject of the administrator's token
 */
public record VerificationRequested(
    String instanceUid, long revision, String requestedBy, Instant requestedAt)
    implements SettingsEvent {

  @Override
  public String aggregate() {
    return "verification/" + instanceUid;
  }
}
