/** Shared by outbox, inbox and reconcile queue: configuration, back-off, trace context, wake-up. */
@NullMarked
package io.quartermaster.messaging;

import org.jspecify.annotations.NullMarked;
