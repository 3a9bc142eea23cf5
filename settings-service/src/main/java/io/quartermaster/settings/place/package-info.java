/** Where a group or project is: its id, its full path and the groups above it, as GitLab says. */
@NullMarked
package io.quartermaster.settings.place;

import org.jspecify.annotations.NullMarked;
