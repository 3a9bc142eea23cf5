package io.quartermaster.iamprovisioner.store;

import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.Progress;
import io.quartermaster.iamprovisioner.decision.Wanted;

/**
 * What is kept of an instance.
 *
 * @param drift the differences that were last shown and not repaired, one a line
 */
public record StoredAccess(
    String aggregate, AccessTarget target, Wanted wanted, Progress progress, String drift) {}
