/**
 * What opens doors in the local stack: generated passwords and keys, kept where only their owner
 * can read them, the administrator's token, and the credentials for AWS, GitLab and the AI gateway.
 */
@NullMarked
package io.quartermaster.local.access;

import org.jspecify.annotations.NullMarked;
