/**
 * The demonstration: saves an ARN in a throw-away stack, shows the set-up as it happens, and then
 * looks into AWS, GitLab, the gateway and the GitLab host to see whether they hold what the
 * procedure asks for.
 */
@NullMarked
package io.quartermaster.local.demo;

import org.jspecify.annotations.NullMarked;
