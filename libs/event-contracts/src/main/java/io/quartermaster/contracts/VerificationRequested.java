package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An administrator wants to know now whether everything is still as wanted. Changes nothing that is
 * wanted, and so has an aggregate of its own: under the key of the settings it would make
 * compaction forget them.
 *
 * @param instanceUid the instance to look at
 * @param revision grows with every such wish of the instance; has nothing to do with the revisions
 *     of its settings
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
  public EventType type() {
    return EventType.VERIFICATION_REQUESTED;
  }

  @Override
  public String aggregate() {
    return "verification/" + instanceUid;
  }
}
