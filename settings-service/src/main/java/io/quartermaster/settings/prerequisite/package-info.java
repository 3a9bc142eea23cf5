/**
 * Checks what Amazon Q needs before the set-up: GitLab, its URL and certificate, the Cloud
 * Connector token, the AI gateway, the AWS credentials. {@code PrerequisiteChecks} lists the
 * checks, the other {@code …Checks} decide, {@code Prerequisites} runs them and caches the result.
 */
@NullMarked
package io.quartermaster.settings.prerequisite;

import org.jspecify.annotations.NullMarked;
