package io.quartermaster.sandbox.aws.protocol;

/** A tag of a role or provider. */
public record Tag(String key, String value) {}
