/** Checks the audit trail where it is stored, against the heads that were published. */
@NullMarked
package io.quartermaster.local.audit;

import org.jspecify.annotations.NullMarked;
