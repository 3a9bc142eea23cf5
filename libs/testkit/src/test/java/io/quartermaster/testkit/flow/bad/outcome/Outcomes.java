package io.quartermaster.testkit.flow.bad.outcome;

import io.quartermaster.testkit.flow.bad.effect.Port;

/** Closes a circle. */
public record Outcomes(Port port) {}
