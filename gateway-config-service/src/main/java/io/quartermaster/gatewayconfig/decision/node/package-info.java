/** Pure decision for one node: from what is stored and observed to the next action. */
@NullMarked
package io.quartermaster.gatewayconfig.decision.node;

import org.jspecify.annotations.NullMarked;
