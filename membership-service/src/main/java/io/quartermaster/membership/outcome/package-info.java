/** Event out: the outcomes of the two steps. */
@NullMarked
package io.quartermaster.membership.outcome;

import org.jspecify.annotations.NullMarked;
