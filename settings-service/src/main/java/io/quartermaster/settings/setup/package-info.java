/** The set-up: the state of its steps according to the outcome events, and its event stream. */
@NullMarked
package io.quartermaster.settings.setup;

import org.jspecify.annotations.NullMarked;
