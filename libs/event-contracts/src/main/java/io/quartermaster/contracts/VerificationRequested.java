package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

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

  public VerificationRequested {
    requireNonNull(instanceUid, "instance_uid");
    requireNonNull(requestedBy, "requested_by");
    requireNonNull(requestedAt, "requested_at");
  }

  @Override
  public String aggregate() {
    return "verification/" + instanceUid;
  }
}
