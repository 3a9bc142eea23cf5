/** The control API: journal, faults, state, credentials, and hands on the GitLab tree. */
@NullMarked
package io.quartermaster.sandbox.control;

import org.jspecify.annotations.NullMarked;
