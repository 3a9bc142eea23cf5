package io.quartermaster.settings.instance;

import static java.util.Objects.requireNonNull;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupKind;
import io.quartermaster.settings.setup.SetupState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The saved settings of the instance, and the rules by which they change.
 *
 * @param revision grows with every save that changes something
 */
record InstanceSettings(
    RoleArn roleArn,
    Availability availability,
    boolean autoReviewEnabled,
    GatewayEnvironment gatewayEnvironment,
    long revision,
    String changedBy,
    Instant changedAt) {

  InstanceSettings {
    requireNonNull(roleArn, "roleArn");
    requireNonNull(availability, "availability");
    requireNonNull(gatewayEnvironment, "gatewayEnvironment");
    requireNonNull(changedBy, "changedBy");
    requireNonNull(changedAt, "changedAt");
  }

  /** Decides on a save. The first one has no current settings. */
  static SettingsDecision decide(
      @Nullable InstanceSettings current,
      SaveSettings command,
      SetupStanding standing,
      GatewayEnvironment configured) {
    long revision = current == null ? 0 : current.revision;
    if (!command.ifMatch().allows(revision)) {
      return new SettingsDecision.Stale(revision);
    }
    RoleArn role =
        command.roleArn() == null && current != null && !standing.disconnected()
            ? current.roleArn
            : command.roleArn();
    if (role == null) {
      return new SettingsDecision.RoleArnMissing();
    }
    RoleArn connected = standing.connectedRole();
    if (connected != null && !connected.sameAccountAs(role)) {
      return new SettingsDecision.AccountFixed(connected);
    }
    InstanceSettings next =
        new InstanceSettings(
            role,
            command.availability(),
            command.autoReviewEnabled(),
            environment(current, command, configured),
            Math.max(revision, standing.lastRevision()) + 1,
            command.by(),
            command.at());
    boolean newest = revision >= standing.lastRevision();
    return current != null && newest && current.sayTheSameAs(next) && !standing.wantsAnotherTry()
        ? new SettingsDecision.Unchanged(current)
        : new SettingsDecision.Saved(next, current == null ? null : current.availability);
  }

  /**
   * Decides on a disconnect; state and availability stay, for whoever connects again.
   *
   * @param lastRevision the newest revision under any uid
   */
  static DisconnectDecision decide(
      @Nullable InstanceSettings current, Disconnect command, Setup setup, long lastRevision) {
    if (current == null) {
      return new DisconnectDecision.NotConnected();
    }
    if (!command.ifMatch().allows(current.revision)) {
      return new DisconnectDecision.Stale(current.revision);
    }
    boolean underWay =
        setup.kind() == SetupKind.DISCONNECT_AND_DELETE
            || (setup.kind() == SetupKind.DISCONNECT && !command.deleteIamResources());
    boolean failed = setup.state() == SetupState.FAILED;
    if (underWay && !failed && !setup.isRetrying()) {
      return new DisconnectDecision.Unchanged(setup);
    }
    // Only one that failed can be given up: to hurry a deletion is not to call it off.
    boolean deletes =
        command.deleteIamResources()
            || (setup.kind() == SetupKind.DISCONNECT_AND_DELETE && !failed);
    return new DisconnectDecision.Begun(
        current,
        new InstanceSettings(
            current.roleArn,
            current.availability,
            current.autoReviewEnabled,
            current.gatewayEnvironment,
            Math.max(current.revision, lastRevision) + 1,
            command.by(),
            command.at()),
        deletes);
  }

  /** The wanted one, else the saved one, else the configured one. */
  private static GatewayEnvironment environment(
      @Nullable InstanceSettings current, SaveSettings command, GatewayEnvironment configured) {
    if (command.gatewayEnvironment() != null) {
      return command.gatewayEnvironment();
    }
    return current == null ? configured : current.gatewayEnvironment;
  }

  private boolean sayTheSameAs(InstanceSettings other) {
    return roleArn.equals(other.roleArn)
        && availability == other.availability
        && autoReviewEnabled == other.autoReviewEnabled
        && gatewayEnvironment == other.gatewayEnvironment;
  }

  /**
   * What the decision must know of the set-up.
   *
   * @param failed a step waits for a person, so that saving the same again is a wish to try again
   * @param disconnected the instance was disconnected, or is being
   * @param connectedRole the role that is registered with Amazon Q; null before that
   * @param lastRevision the newest revision under any uid
   */
  record SetupStanding(
      boolean failed, boolean disconnected, @Nullable RoleArn connectedRole, long lastRevision) {
    boolean wantsAnotherTry() {
      return failed || disconnected;
    }
  }
}
