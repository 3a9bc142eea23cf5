/** Probes a URL without credentials: does it respond, and with which certificate. */
@NullMarked
package io.quartermaster.settings.prerequisite.probe;

import org.jspecify.annotations.NullMarked;
