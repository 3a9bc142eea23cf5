/**
 * The sandbox: AWS IAM and STS, the GitLab REST API and the AI gateway on their own wire formats,
 * in one process. {@link io.quartermaster.sandbox.Sandbox} starts it inside a test, {@link
 * io.quartermaster.sandbox.SandboxMain} as a program.
 */
@NullMarked
package io.quartermaster.sandbox;

import org.jspecify.annotations.NullMarked;
