/** What to change, and why the gateway refused it. Pure: no I/O, no clock. */
@NullMarked
package io.quartermaster.oauthregistrar.decision;

import org.jspecify.annotations.NullMarked;
