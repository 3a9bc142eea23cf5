package io.quartermaster.testkit.flow.bad.store;

import io.quartermaster.testkit.flow.bad.outcome.Outcomes;

/** Knows the outcomes. */
public record Rows(Outcomes outcomes) {}
