package io.quartermaster.testkit.flow.good.decision;

/** A value. */
public record Desired(String value) {}
