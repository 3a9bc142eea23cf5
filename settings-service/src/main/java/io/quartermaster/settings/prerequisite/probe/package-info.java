/** Looks at addresses from outside: does it answer, and with which certificate. */
@NullMarked
package io.quartermaster.settings.prerequisite.probe;

import org.jspecify.annotations.NullMarked;
