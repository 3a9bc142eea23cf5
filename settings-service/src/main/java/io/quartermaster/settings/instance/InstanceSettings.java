package io.quartermaster.settings.instance;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupKind;
import io.quartermaster.settings.setup.SetupState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The saved settings of the instance, and the rules for changing them.
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

  /**
   * Decides on a save. The first one has no current settings.
   *
   * @param lastRevision the newest revision under any instance uid
   */
  static SaveSettings.Decision decide(
      @Nullable InstanceSettings current,
      SaveSettings command,
      Setup setup,
      long lastRevision,
      GatewayEnvironment configured) {
    long revision = current == null ? 0 : current.revision;
    if (!command.ifMatch().allows(revision)) {
      return new SaveSettings.Decision.Stale(revision);
    }
    RoleArn role =
        command.roleArn() == null && current != null && !setup.kind().disconnects()
            ? current.roleArn
            : command.roleArn();
    if (role == null) {
      return new SaveSettings.Decision.RoleArnMissing();
    }
    if (setup.connectedRoleArn() != null) {
      RoleArn connected = RoleArn.of(setup.connectedRoleArn());
      if (!connected.sameAccountAs(role)) {
        return new SaveSettings.Decision.AccountFixed(connected);
      }
    }
    InstanceSettings next =
        new InstanceSettings(
            role,
            command.availability(),
            command.autoReviewEnabled(),
            environment(current, command, configured),
            Math.max(revision, lastRevision) + 1,
            command.by(),
            command.at());
    boolean newest = revision >= lastRevision;
    boolean needsRetry = setup.state() == SetupState.FAILED || setup.kind().disconnects();
    return current != null && newest && current.hasSameValuesAs(next) && !needsRetry
        ? new SaveSettings.Decision.Unchanged(current)
        : new SaveSettings.Decision.Saved(next, current == null ? null : current.availability);
  }

  /**
   * Decides on a disconnect. The values stay for a later reconnect.
   *
   * @param lastRevision the newest revision under any instance uid
   */
  static Disconnect.Decision decide(
      @Nullable InstanceSettings current, Disconnect command, Setup setup, long lastRevision) {
    if (current == null) {
      return new Disconnect.Decision.NotConnected();
    }
    if (!command.ifMatch().allows(current.revision)) {
      return new Disconnect.Decision.Stale(current.revision);
    }
    boolean deleting = setup.kind() == SetupKind.DISCONNECT_AND_DELETE;
    boolean removing = setup.removesGatewayConfig();
    boolean inProgress =
        setup.kind().disconnects()
            && (deleting || !command.deleteIamResources())
            && (removing || !command.removeGatewayConfig());
    boolean failed = setup.state() == SetupState.FAILED;
    if (inProgress && !failed && !setup.isRetrying()) {
      return new Disconnect.Decision.Unchanged(setup);
    }
    // A deletion or removal in progress cannot be revoked, only one that failed.
    boolean deletes = command.deleteIamResources() || (deleting && !failed);
    boolean removes = command.removeGatewayConfig() || (removing && !failed);
    return new Disconnect.Decision.Started(
        current,
        new InstanceSettings(
            current.roleArn,
            current.availability,
            current.autoReviewEnabled,
            current.gatewayEnvironment,
            Math.max(current.revision, lastRevision) + 1,
            command.by(),
            command.at()),
        deletes,
        removes);
  }

  /** The requested environment, else the saved one, else the configured one. */
  private static GatewayEnvironment environment(
      @Nullable InstanceSettings current, SaveSettings command, GatewayEnvironment configured) {
    if (command.gatewayEnvironment() != null) {
      return command.gatewayEnvironment();
    }
    return current == null ? configured : current.gatewayEnvironment;
  }

  private boolean hasSameValuesAs(InstanceSettings other) {
    return roleArn.equals(other.roleArn)
        && availability == other.availability
        && autoReviewEnabled == other.autoReviewEnabled
        && gatewayEnvironment == other.gatewayEnvironment;
  }
}
