/** Reconcile queue: durable work that brings the world in line with what is wanted. */
@NullMarked
package io.quartermaster.messaging.reconcile;

import org.jspecify.annotations.NullMarked;
