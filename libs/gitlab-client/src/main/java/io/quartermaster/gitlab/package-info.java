/**
 * The GitLab endpoints that the services use: one facade per resource. Expected alternatives are in
 * the return types; everything else is a {@link io.quartermaster.gitlab.GitLabException} with a
 * {@link io.quartermaster.gitlab.GitLabFailure}. Configuration prefix: {@code gitlab}.
 */
@NullMarked
package io.quartermaster.gitlab;

import org.jspecify.annotations.NullMarked;
