/**
 * Keeps the OAuth application "Amazon Q OAuth" in GitLab and its registration through the AI
 * gateway.
 *
 * <p>Reading order: {@code intake} (event in), {@code decision} (pure), {@code effect} (GitLab and
 * the AI gateway), {@code outcome} (event out), joined by {@code reconcile}, kept in {@code store}.
 */
@NullMarked
package io.quartermaster.oauthregistrar;

import org.jspecify.annotations.NullMarked;
