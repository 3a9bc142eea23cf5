/** The hash chains of the audit trail. The module's README specifies the encoding. */
@NullMarked
package io.quartermaster.audit;

import org.jspecify.annotations.NullMarked;
