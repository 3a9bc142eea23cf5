/** Projects, groups and the members of projects, page by page. */
@NullMarked
package io.quartermaster.gitlab.project;

import org.jspecify.annotations.NullMarked;
