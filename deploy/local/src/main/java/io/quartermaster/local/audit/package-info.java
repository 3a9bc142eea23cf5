/** Checks the audit trail where it is stored. */
@NullMarked
package io.quartermaster.local.audit;

import org.jspecify.annotations.NullMarked;
