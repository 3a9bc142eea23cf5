/** Calls to GitLab, with sealed results. */
@NullMarked
package io.quartermaster.membership.effect;

import org.jspecify.annotations.NullMarked;
