/** What kind of GitLab it is: version, licence, settings. */
@NullMarked
package io.quartermaster.gitlab.instance;

import org.jspecify.annotations.NullMarked;
