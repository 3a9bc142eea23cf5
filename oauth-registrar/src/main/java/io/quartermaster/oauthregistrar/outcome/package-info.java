/** Event out: what became of the step. */
@NullMarked
package io.quartermaster.oauthregistrar.outcome;

import org.jspecify.annotations.NullMarked;
