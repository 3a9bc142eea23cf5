/** The part of the GitLab REST API that a set-up touches, over a seeded tree of groups. */
@NullMarked
package io.quartermaster.sandbox.gitlab;

import org.jspecify.annotations.NullMarked;
