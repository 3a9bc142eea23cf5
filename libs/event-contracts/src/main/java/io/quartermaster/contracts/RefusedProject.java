package io.quartermaster.contracts;

/**
 * A project whose membership GitLab refused to change.
 *
 * @param path the full path when GitLab was last scanned
 * @param reason stable, snake case, for programs: {@code membership_lock} (a group above the
 *     project has locked its membership), {@code forbidden} (the token may not change the members),
 *     {@code pending_approval} (an administrator must approve the membership) or {@code invalid}
 */
public record RefusedProject(String path, String reason) {}
