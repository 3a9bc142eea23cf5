/**
 * The GitLab endpoints that the services use: one facade per resource. Expected alternatives are in
 * the return types; any other failure is a {@link io.quartermaster.gitlab.GitLabException}.
 */
@NullMarked
package io.quartermaster.gitlab;

import org.jspecify.annotations.NullMarked;
