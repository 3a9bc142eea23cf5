/** The audit trail: one hash-chained entry per change, in its transaction, and its API. */
@NullMarked
package io.quartermaster.settings.audit;

import org.jspecify.annotations.NullMarked;
