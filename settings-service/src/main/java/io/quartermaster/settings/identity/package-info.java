/** The identity of this GitLab instance in AWS: instance id, provider URL, audience, AI gateway. */
@NullMarked
package io.quartermaster.settings.identity;

import org.jspecify.annotations.NullMarked;
