/** The only way of this service's events into the outbox. */
@NullMarked
package io.quartermaster.settings.publication;

import org.jspecify.annotations.NullMarked;
