package io.quartermaster.contracts;

/** What the administrator wants; said only by the settings service. */
public sealed interface SettingsEvent extends Event
    permits ArnSaved, ArnRemoved, ScopeToggled, VerificationRequested {}
