/**
 * The loops, one class a step: load, observe, plan, apply, record. Only this package joins the
 * other packages. Nothing remote is called inside a transaction.
 */
@NullMarked
package io.quartermaster.membership.reconcile;

import org.jspecify.annotations.NullMarked;
