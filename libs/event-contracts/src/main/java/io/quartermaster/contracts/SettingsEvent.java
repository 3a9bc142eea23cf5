package io.quartermaster.contracts;

/** The desired state; published by settings-service only. */
public sealed interface SettingsEvent extends Event
    permits ArnSaved, ArnRemoved, ScopeToggled, VerificationRequested {}
