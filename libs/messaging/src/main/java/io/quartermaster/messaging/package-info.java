/** What outbox, inbox and reconcile queue share: configuration, back-off, trace context, waking. */
@NullMarked
package io.quartermaster.messaging;

import org.jspecify.annotations.NullMarked;
