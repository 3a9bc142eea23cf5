/** The GitLab instance: a tree of groups and projects, users, members and applications. */
@NullMarked
package io.quartermaster.sandbox.gitlab.state;

import org.jspecify.annotations.NullMarked;
