package io.quartermaster.membership.decision;

/**
 * A membership that GitLab refused to change.
 *
 * @param path full path of the project when GitLab was last scanned
 */
public record RefusedChange(String path, ProjectMembership.Refusal reason) {}
