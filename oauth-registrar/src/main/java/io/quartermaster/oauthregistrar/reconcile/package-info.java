/** The loop: load, observe, plan, apply, record. The only place that joins the other packages. */
@NullMarked
package io.quartermaster.oauthregistrar.reconcile;

import org.jspecify.annotations.NullMarked;
