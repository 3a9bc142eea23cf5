/**
 * Keeps the AI gateway settings in {@code gitlab.rb} on every GitLab node, and makes GitLab use
 * them.
 *
 * <p>Reading order: {@code intake} (event in), {@code decision} (pure), {@code effect} (the node),
 * {@code outcome} (event out), joined by {@code reconcile}, kept in {@code store}.
 */
@NullMarked
package io.quartermaster.gatewayconfig;

import org.jspecify.annotations.NullMarked;
