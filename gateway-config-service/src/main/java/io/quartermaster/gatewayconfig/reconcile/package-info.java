/** The loop: load, observe, plan, apply, record. Only this package joins the other packages. */
@NullMarked
package io.quartermaster.gatewayconfig.reconcile;

import org.jspecify.annotations.NullMarked;
