/** The loop: load, observe, plan, apply, record; started by event, clock and start-up. */
@NullMarked
package io.quartermaster.oauthregistrar.reconcile;

import org.jspecify.annotations.NullMarked;
