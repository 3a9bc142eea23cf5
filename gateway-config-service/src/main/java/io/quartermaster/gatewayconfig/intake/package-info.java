/** Event in: stores the desired state and requests reconciliation. */
@NullMarked
package io.quartermaster.gatewayconfig.intake;

import org.jspecify.annotations.NullMarked;
