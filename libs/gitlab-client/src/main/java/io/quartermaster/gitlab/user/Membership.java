package io.quartermaster.gitlab.user;

/**
 * A direct membership of a user.
 *
 * @param sourceId the id of the project or group
 * @param accessLevel GitLab's number
 */
public record Membership(long sourceId, int accessLevel) {}
