/** Access tokens: the required configuration and the required claims. */
@NullMarked
package io.quartermaster.settings.authentication;

import org.jspecify.annotations.NullMarked;
