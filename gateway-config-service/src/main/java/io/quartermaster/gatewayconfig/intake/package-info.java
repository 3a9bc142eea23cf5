/** Event in: stores what is wanted and wakes the reconciler; touches no node. */
@NullMarked
package io.quartermaster.gatewayconfig.intake;

import org.jspecify.annotations.NullMarked;
