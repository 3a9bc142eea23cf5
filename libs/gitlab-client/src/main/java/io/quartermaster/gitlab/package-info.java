/**
 * The dozen GitLab endpoints that the services use. Inject the facade of the resource ({@code
 * GitLabApplications}, {@code GitLabUsers}, {@code GitLabServiceAccounts}, {@code GitLabProjects},
 * {@code GitLabGroups}, {@code GitLabMembers}, {@code GitLabInstance}); expected alternatives are
 * in its return types, everything else is a {@link io.quartermaster.gitlab.GitLabException} with a
 * {@link io.quartermaster.gitlab.GitLabFailure}. Configuration: prefix {@code gitlab}.
 */
@NullMarked
package io.quartermaster.gitlab;

import org.jspecify.annotations.NullMarked;
