package io.quartermaster.sandbox.aws;

/** A tag as it is stored. */
record Tag(String key, String value) {}
