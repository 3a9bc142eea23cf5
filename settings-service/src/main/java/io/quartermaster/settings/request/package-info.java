/** Requests: strict JSON bodies and query parameters, entity tags, the caller. */
@NullMarked
package io.quartermaster.settings.request;

import org.jspecify.annotations.NullMarked;
