/**
 * Generated passwords and keys, readable only by their owner, the administrator's token, and the
 * credentials for AWS, GitLab and the AI gateway.
 */
@NullMarked
package io.quartermaster.local.access;

import org.jspecify.annotations.NullMarked;
