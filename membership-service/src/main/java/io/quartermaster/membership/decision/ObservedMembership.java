package io.quartermaster.membership.decision;

/**
 * A direct membership of the account in GitLab.
 *
 * @param sourceId the id of the project or group
 * @param accessLevel GitLab's number
 */
public record ObservedMembership(long sourceId, int accessLevel) {}
