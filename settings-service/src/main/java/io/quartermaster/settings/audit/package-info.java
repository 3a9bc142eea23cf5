/**
 * Who changed what and when: one entry for every change, in the transaction of the change, chained
 * by hashes ({@code io.quartermaster.audit}); and the history over HTTP.
 *
 * <p>A feature that changes a setting calls {@link AuditTrail#record} as the last statement of its
 * transaction.
 */
@NullMarked
package io.quartermaster.settings.audit;

import org.jspecify.annotations.NullMarked;
