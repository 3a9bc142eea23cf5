/** Event in: stores what is wanted and that IAM access is there, and wakes the reconciler. */
@NullMarked
package io.quartermaster.oauthregistrar.intake;

import org.jspecify.annotations.NullMarked;
