/** Event in: stores the desired state and IAM access, and requests reconciliation. */
@NullMarked
package io.quartermaster.oauthregistrar.intake;

import org.jspecify.annotations.NullMarked;
