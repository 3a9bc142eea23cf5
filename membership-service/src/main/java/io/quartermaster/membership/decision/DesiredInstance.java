package io.quartermaster.membership.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of the instance.
 *
 * @param disconnected the account is blocked, and not managed after that
 */
public record DesiredInstance(
    long settingsRevision, Availability availability, boolean disconnected) {

  /**
   * Both events of a save have different keys and arrive in any order. Empty while the availability
   * is missing or older than the save, so that new settings are not applied with the previous
   * availability.
   */
  public static Optional<DesiredInstance> connected(
      long settingsRevision, @Nullable Availability availability, long availabilityRevision) {
    return availability == null || availabilityRevision < settingsRevision
        ? Optional.empty()
        : Optional.of(new DesiredInstance(settingsRevision, availability, false));
  }

  /**
   * Empty until the registration is deleted: until then Amazon Q acts as the account, and blocking
   * it could prevent the deletion.
   *
   * @param registrationDeleted the newest settings revision for which it is deleted; 0 for none
   */
  public static Optional<DesiredInstance> disconnected(
      long settingsRevision, long registrationDeleted) {
    return registrationDeleted < settingsRevision
        ? Optional.empty()
        : Optional.of(new DesiredInstance(settingsRevision, Availability.NEVER_ON, true));
  }

  /** The account is blocked, and no project is changed. */
  public boolean accountBlocked() {
    return availability == Availability.NEVER_ON;
  }
}
