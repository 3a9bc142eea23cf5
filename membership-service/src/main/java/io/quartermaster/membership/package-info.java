/**
 * Keeps the Amazon Q service account and its project memberships as the administrator wants them.
 *
 * <p>Reading order: {@code intake} (settings events in), {@code decision} (pure), {@code effect}
 * (GitLab), {@code outcome} (events out), joined by {@code reconcile}, kept in {@code store}.
 */
@NullMarked
package io.quartermaster.membership;

import org.jspecify.annotations.NullMarked;
