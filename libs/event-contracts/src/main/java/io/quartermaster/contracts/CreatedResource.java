package io.quartermaster.contracts;

/**
 * A resource, or a part of one, that did not exist and that a set-up created.
 *
 * @param what stable, snake case, for programs; for example {@code role}
 * @param value its value as text; for example an ARN
 */
public record CreatedResource(String what, String value) {}
