/** What we do in GitLab: ports with sealed results, and their adapters on the GitLab client. */
@NullMarked
package io.quartermaster.membership.effect;

import org.jspecify.annotations.NullMarked;
