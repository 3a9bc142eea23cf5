package io.quartermaster.settings.instance;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.settings.request.EntityTags.IfMatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The command to save the settings.
 *
 * @param roleArn null to keep the saved one, as GitLab's form does once the instance is set up
 * @param gatewayEnvironment null to keep the saved one; before the first save, the configured one
 * @param ifMatch the revisions that may be replaced
 * @param by the subject of the administrator's token
 */
record SaveSettings(
    @Nullable RoleArn roleArn,
    Availability availability,
    boolean autoReviewEnabled,
    @Nullable GatewayEnvironment gatewayEnvironment,
    IfMatch ifMatch,
    String by,
    Instant at) {

  SaveSettings {
    if (autoReviewEnabled && availability != Availability.DEFAULT_ON) {
      throw new IllegalArgumentException("Auto review needs default_on, not " + availability);
    }
  }

  sealed interface Decision {

    /** New settings, to be stored and published together. */
    record Saved(InstanceSettings next, @Nullable Availability previousAvailability)
        implements Decision {}

    /** No change: the values are the current ones and no step of the set-up has failed. */
    record Unchanged(InstanceSettings current) implements Decision {}

    /** Rejected: the settings are at this revision, which the caller did not name. */
    record Stale(long revision) implements Decision {}

    /** Rejected: no role is given and none is saved. */
    record RoleArnMissing() implements Decision {}

    /** Rejected: a role of another AWS account is registered with Amazon Q. */
    record AccountFixed(RoleArn connected) implements Decision {}
  }
}
