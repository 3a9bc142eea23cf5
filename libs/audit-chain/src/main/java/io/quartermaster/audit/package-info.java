/**
 * The hash chains of the audit trail: encoding and verification. The module's README specifies the
 * encoding.
 */
@NullMarked
package io.quartermaster.audit;

import org.jspecify.annotations.NullMarked;
