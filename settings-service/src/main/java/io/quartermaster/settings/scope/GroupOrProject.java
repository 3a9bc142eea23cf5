package io.quartermaster.settings.scope;

import org.jspecify.annotations.Nullable;

/**
 * A group or project that exists in GitLab.
 *
 * @param parentGroupId the parent group; null for a top-level group and for a project in a user
 *     namespace
 */
record GroupOrProject(ScopeRef scope, @Nullable Long parentGroupId) {}
