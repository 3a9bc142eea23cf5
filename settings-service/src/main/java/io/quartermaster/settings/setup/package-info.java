/**
 * The set-up: the state of its steps, moved by the outcome events of the services that act. {@code
 * feed} streams its changes.
 */
@NullMarked
package io.quartermaster.settings.setup;

import org.jspecify.annotations.NullMarked;
