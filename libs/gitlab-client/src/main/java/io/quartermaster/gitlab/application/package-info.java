/** OAuth applications of the instance. */
@NullMarked
package io.quartermaster.gitlab.application;

import org.jspecify.annotations.NullMarked;
