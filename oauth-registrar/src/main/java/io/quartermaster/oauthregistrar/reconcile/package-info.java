/** The loop: load, observe, plan, apply, record. Only this package joins the other packages. */
@NullMarked
package io.quartermaster.oauthregistrar.reconcile;

import org.jspecify.annotations.NullMarked;
