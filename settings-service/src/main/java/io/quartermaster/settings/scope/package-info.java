/**
 * The choices of groups and projects. The rules are in {@code ScopeChoice.decide} and {@code
 * EffectiveAvailability.of}.
 */
@NullMarked
package io.quartermaster.settings.scope;

import org.jspecify.annotations.NullMarked;
