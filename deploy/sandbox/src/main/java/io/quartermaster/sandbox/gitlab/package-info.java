/** The part of the GitLab REST API that the services use. */
@NullMarked
package io.quartermaster.sandbox.gitlab;

import org.jspecify.annotations.NullMarked;
