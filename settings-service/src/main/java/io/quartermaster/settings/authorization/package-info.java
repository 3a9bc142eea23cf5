/** Authorization for groups and projects; {@code ScopeAuthorization} is the entry point. */
@NullMarked
package io.quartermaster.settings.authorization;

import org.jspecify.annotations.NullMarked;
