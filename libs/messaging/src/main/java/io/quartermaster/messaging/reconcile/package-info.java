/** Reconcile queue: durable work that converges the observed to the desired state. */
@NullMarked
package io.quartermaster.messaging.reconcile;

import org.jspecify.annotations.NullMarked;
