package io.quartermaster.testkit.flow.good.outcome;

import io.quartermaster.contracts.Topic;

/** Publishes the outcome. */
public record Outcomes(Topic to) {}
