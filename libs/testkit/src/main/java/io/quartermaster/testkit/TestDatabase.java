package io.quartermaster.testkit;

/** A database and the role that owns it. */
public record TestDatabase(String jdbcUrl, String username, String password) {}
