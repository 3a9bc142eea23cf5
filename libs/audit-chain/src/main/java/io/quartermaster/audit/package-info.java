/**
 * The audit trail's chain of hashes: how an entry is encoded, and how a chain is checked. The
 * encoding is written down in this module's README.
 */
@NullMarked
package io.quartermaster.audit;

import org.jspecify.annotations.NullMarked;
