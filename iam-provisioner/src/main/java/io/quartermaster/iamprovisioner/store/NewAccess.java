package io.quartermaster.iamprovisioner.store;

import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.Wanted;
import java.net.URI;
import java.time.Instant;

/**
 * What the administrator wants now.
 *
 * @param gitlabUrl the GitLab whose instance this is; stays the same when it is restored under
 *     another uid
 */
public record NewAccess(
    String aggregate,
    AccessTarget target,
    Wanted wanted,
    URI gitlabUrl,
    long revision,
    Instant changedAt) {}
