/** Users and service accounts. */
@NullMarked
package io.quartermaster.gitlab.user;

import org.jspecify.annotations.NullMarked;
