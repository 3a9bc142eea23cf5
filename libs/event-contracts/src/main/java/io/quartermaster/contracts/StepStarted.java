package io.quartermaster.contracts;

/** A service started a step that is not done yet. */
public record StepStarted(SetupStep step, Origin origin) implements OutcomeEvent {}
