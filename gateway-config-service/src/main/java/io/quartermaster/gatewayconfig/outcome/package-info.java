/** Event out: what became of the desired configuration. */
@NullMarked
package io.quartermaster.gatewayconfig.outcome;

import org.jspecify.annotations.NullMarked;
