/** Event out: the outcome of the step. */
@NullMarked
package io.quartermaster.oauthregistrar.outcome;

import org.jspecify.annotations.NullMarked;
