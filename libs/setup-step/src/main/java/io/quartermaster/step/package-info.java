/**
 * The protocol of a set-up step, which is the same for every step: newer settings are accepted, the
 * start is published once, attempts are counted, the outcome is published with the state that it
 * reports, and a failure decides when the next attempt is. A service adds its desired state in the
 * remote system, how to observe it, and how to change it.
 */
@NullMarked
package io.quartermaster.step;

import org.jspecify.annotations.NullMarked;
