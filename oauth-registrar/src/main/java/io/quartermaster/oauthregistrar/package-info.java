/**
 * Keeps the OAuth application "Amazon Q OAuth" in GitLab and its registration through the AI
 * gateway. Read in this order: {@code intake} (what is wanted, and that IAM access is there),
 * {@code decision} (what to do about it), {@code effect} (GitLab and the gateway), {@code outcome}
 * (what is said about it), joined by {@code reconcile}, kept in {@code store}.
 */
@NullMarked
package io.quartermaster.oauthregistrar;

import org.jspecify.annotations.NullMarked;
