/** Groups and projects in GitLab: id, full path and ancestors. */
@NullMarked
package io.quartermaster.settings.namespace;

import org.jspecify.annotations.NullMarked;
