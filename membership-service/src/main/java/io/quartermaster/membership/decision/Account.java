package io.quartermaster.membership.decision;

/**
 * A GitLab user.
 *
 * @param state GitLab's value: {@code active}, {@code blocked}, {@code deactivated}, ...
 */
public record Account(long id, String username, String name, String state) {}
