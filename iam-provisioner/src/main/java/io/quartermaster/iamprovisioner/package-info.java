/**
 * Keeps the OIDC provider, the role and its policy in AWS IAM in the desired state.
 *
 * <p>Reading order: {@code intake} (event in), {@code decision} (pure), {@code effect} (AWS IAM and
 * STS), {@code outcome} (event out), joined by {@code reconcile}, kept in {@code store}.
 */
@NullMarked
package io.quartermaster.iamprovisioner;

import org.jspecify.annotations.NullMarked;
