package io.quartermaster.membership.decision;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the administrator wants of the instance; the frame of both steps.
 *
 * @param disconnected the account is blocked once more and then left to the people of the instance
 */
public record DesiredInstance(
    String instanceUid, long settingsRevision, Choice availability, boolean disconnected) {

  public DesiredInstance {
    requireNonNull(instanceUid, "instanceUid");
    requireNonNull(availability, "availability");
  }

  /**
   * Both halves of a save travel under different keys and come in any order. Empty while the choice
   * is missing or older than the save: acting on half of it would answer the new settings with the
   * old availability.
   */
  public static Optional<DesiredInstance> of(
      String instanceUid, long settingsRevision, @Nullable ScopeChoice instance) {
    if (instance == null || instance.choice() == null || instance.revision() < settingsRevision) {
      return Optional.empty();
    }
    return Optional.of(
        new DesiredInstance(instanceUid, settingsRevision, instance.choice(), false));
  }

  /**
   * After a disconnect nothing is on. Empty until the registration has ended: until then Amazon Q
   * may act in the account's name, and blocking it could keep the registration from ending.
   *
   * @param registrationEnded the newest settings revision for which it has; 0 for none
   */
  public static Optional<DesiredInstance> disconnected(
      String instanceUid, long settingsRevision, long registrationEnded) {
    return registrationEnded < settingsRevision
        ? Optional.empty()
        : Optional.of(new DesiredInstance(instanceUid, settingsRevision, Choice.NEVER_ON, true));
  }

  /** Always off, or disconnected: the account is blocked and no project is walked. */
  public boolean accountBlocked() {
    return availability == Choice.NEVER_ON;
  }
}
