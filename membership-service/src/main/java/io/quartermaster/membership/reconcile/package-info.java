/**
 * The loop, one task a step: load what is wanted, look at GitLab, plan, apply, record. Nothing
 * remote happens inside a transaction; every transaction of the service but the intake's begins
 * here.
 */
@NullMarked
package io.quartermaster.membership.reconcile;

import org.jspecify.annotations.NullMarked;
