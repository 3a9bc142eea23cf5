/** The publication of settings events through the outbox. */
@NullMarked
package io.quartermaster.settings.publication;

import org.jspecify.annotations.NullMarked;
