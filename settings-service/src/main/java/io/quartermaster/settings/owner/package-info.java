/**
 * Who may read and change the choice of a group or project: administrators, and Owners as the
 * access token or GitLab says. Read it from {@code ScopeAccess}.
 */
@NullMarked
package io.quartermaster.settings.owner;

import org.jspecify.annotations.NullMarked;
