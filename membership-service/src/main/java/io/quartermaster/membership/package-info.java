/**
 * Keeps the Amazon Q service account and its project memberships in the desired state.
 *
 * <p>Reading order: {@code intake} (event in), {@code decision} (pure), {@code effect} (GitLab),
 * {@code outcome} (event out), joined by {@code reconcile}, kept in {@code store}.
 */
@NullMarked
package io.quartermaster.membership;

import org.jspecify.annotations.NullMarked;
