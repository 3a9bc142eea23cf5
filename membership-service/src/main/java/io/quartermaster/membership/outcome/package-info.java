/** Event out: what became of the two steps, through the outbox. */
@NullMarked
package io.quartermaster.membership.outcome;

import org.jspecify.annotations.NullMarked;
