/**
 * Keeps the OIDC provider, the role and its policy in AWS IAM as the administrator wants them.
 *
 * <p>Read the packages in this order: {@code intake} (a settings event changes what is desired and
 * wakes the loop), {@code decision} (pure: desired and observed access in, plan out), {@code
 * effect} (AWS IAM and STS), {@code outcome} (what became of it, as events), {@code reconcile} (the
 * loop that joins them), {@code store} (what is kept in PostgreSQL).
 */
@NullMarked
package io.quartermaster.iamprovisioner;

import org.jspecify.annotations.NullMarked;
