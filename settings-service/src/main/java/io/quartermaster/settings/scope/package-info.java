/** Groups and projects: their tree in GitLab, authorization, choices, effective availability. */
@NullMarked
package io.quartermaster.settings.scope;

import org.jspecify.annotations.NullMarked;
