package io.quartermaster.gitlab;

/**
 * A position in a list: the query of GitLab's {@code rel="next"} link. Can be stored to resume
 * after a crash. Without host: pages are always read from the configured URL.
 */
public record PageCursor(String query) {}
