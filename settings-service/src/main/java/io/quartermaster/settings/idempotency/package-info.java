/** Idempotency keys: a repeated POST gets the stored response instead of a second execution. */
@NullMarked
package io.quartermaster.settings.idempotency;

import org.jspecify.annotations.NullMarked;
