/**
 * The audit trail: one hash-chained entry per change, in the transaction of the change ({@code
 * io.quartermaster.audit}), and its API.
 */
@NullMarked
package io.quartermaster.settings.audit;

import org.jspecify.annotations.NullMarked;
