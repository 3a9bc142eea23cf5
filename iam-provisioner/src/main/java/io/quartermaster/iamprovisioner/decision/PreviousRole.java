package io.quartermaster.iamprovisioner.decision;

import io.quartermaster.aws.RoleArn;

/**
 * A role that the instance had before another one was saved. It stays as it is, because the
 * registration with Amazon Q may still use it for a moment and an administrator may go back to it;
 * a take-down removes it.
 *
 * @param instanceUid the uid that the instance had then, and so the value of the role's tag
 */
public record PreviousRole(String instanceUid, RoleArn role) {}
