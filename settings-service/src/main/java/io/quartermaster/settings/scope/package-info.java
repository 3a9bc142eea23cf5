/**
 * The choices of groups and projects: what holds for a scope and why, and how a choice changes.
 * Read it from {@code ScopeChoice.decide} and {@code EffectiveAvailability.of}.
 */
@NullMarked
package io.quartermaster.settings.scope;

import org.jspecify.annotations.NullMarked;
