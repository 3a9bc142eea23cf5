/**
 * The demonstration: saves an ARN in a temporary stack, shows the set-up live, and then verifies
 * that AWS, GitLab, the gateway and the GitLab host contain what the procedure asks for.
 */
@NullMarked
package io.quartermaster.local.demo;

import org.jspecify.annotations.NullMarked;
