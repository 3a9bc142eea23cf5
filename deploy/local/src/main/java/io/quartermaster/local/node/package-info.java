/**
 * The GitLab host of the local stack: a folder with a {@code gitlab.rb} and a stand-in for {@code
 * gitlab-ctl}, so that gateway-config-service edits a real file and runs a real command.
 */
@NullMarked
package io.quartermaster.local.node;

import org.jspecify.annotations.NullMarked;
