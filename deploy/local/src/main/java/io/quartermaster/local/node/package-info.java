/** The GitLab node of the local stack: a stand-in, with the node program installed. */
@NullMarked
package io.quartermaster.local.node;

import org.jspecify.annotations.NullMarked;
