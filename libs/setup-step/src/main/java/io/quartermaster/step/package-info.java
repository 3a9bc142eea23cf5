/**
 * The protocol of a set-up step: accept newer settings, publish the start and the outcome, schedule
 * the next attempt. A service adds the desired state and the calls of the remote system.
 */
@NullMarked
package io.quartermaster.step;

import org.jspecify.annotations.NullMarked;
