/** How a call is made: the REST interface, the token header, errors read into failures. */
@NullMarked
package io.quartermaster.gitlab.http;

import org.jspecify.annotations.NullMarked;
