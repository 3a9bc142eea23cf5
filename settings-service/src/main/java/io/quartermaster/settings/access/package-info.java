/**
 * Who may call the API: what must be configured before a token can be trusted, and what a token
 * must say.
 */
@NullMarked
package io.quartermaster.settings.access;

import org.jspecify.annotations.NullMarked;
