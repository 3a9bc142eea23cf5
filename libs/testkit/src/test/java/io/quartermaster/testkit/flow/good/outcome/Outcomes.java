package io.quartermaster.testkit.flow.good.outcome;

import io.quartermaster.contracts.Topic;

/** Says what became of it. */
public record Outcomes(Topic to) {}
