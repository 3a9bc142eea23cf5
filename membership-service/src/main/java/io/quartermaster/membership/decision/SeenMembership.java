package io.quartermaster.membership.decision;

/**
 * A direct membership of the account, as GitLab shows it.
 *
 * @param sourceId the id of the project or group
 * @param accessLevel GitLab's number
 */
public record SeenMembership(long sourceId, int accessLevel) {}
