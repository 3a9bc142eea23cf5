/**
 * Answers a POST that is sent again as it was answered the first time, instead of doing it twice.
 */
@NullMarked
package io.quartermaster.settings.idempotency;

import org.jspecify.annotations.NullMarked;
