/** Version, license and settings of the instance. */
@NullMarked
package io.quartermaster.gitlab.instance;

import org.jspecify.annotations.NullMarked;
