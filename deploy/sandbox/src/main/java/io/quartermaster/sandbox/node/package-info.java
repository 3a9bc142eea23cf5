/**
 * A stand-in of a GitLab node: {@link io.quartermaster.sandbox.node.StandInNode} lays out its files
 * below one folder, {@link io.quartermaster.sandbox.node.StandInReconfigure} says how its {@code
 * gitlab-ctl reconfigure} goes.
 */
@NullMarked
package io.quartermaster.sandbox.node;

import org.jspecify.annotations.NullMarked;
