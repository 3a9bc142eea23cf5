/** Event in: stores what is wanted and wakes the reconciler; calls nothing remote. */
@NullMarked
package io.quartermaster.membership.intake;

import org.jspecify.annotations.NullMarked;
