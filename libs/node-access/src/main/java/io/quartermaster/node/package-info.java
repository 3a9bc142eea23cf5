/**
 * Access to a GitLab node: {@link io.quartermaster.node.NodeAccess} sends a fixed command to the
 * node program, {@code quartermaster-node}, over a {@link io.quartermaster.node.NodeChannel}, and
 * reads its answer. The node program changes files and runs jobs; nothing else on the node is
 * touched.
 */
@NullMarked
package io.quartermaster.node;

import org.jspecify.annotations.NullMarked;
