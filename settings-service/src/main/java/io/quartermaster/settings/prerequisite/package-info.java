/**
 * What must be so before Amazon Q can work here, looked at now: GitLab, its address, the Cloud
 * Connector token, the AI gateway, the AWS credentials. {@code PrerequisiteRound} looks, the {@code
 * …Checks} decide, {@code Prerequisites} remembers for a moment.
 */
@NullMarked
package io.quartermaster.settings.prerequisite;

import org.jspecify.annotations.NullMarked;
