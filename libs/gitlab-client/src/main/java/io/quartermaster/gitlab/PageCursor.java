package io.quartermaster.gitlab;

/**
 * A place in a list: the query of GitLab's own {@code rel="next"} link. Can be stored, so that a
 * long walk goes on after a crash. Holds no host on purpose: it is always read from the configured
 * one.
 */
public record PageCursor(String query) {}
