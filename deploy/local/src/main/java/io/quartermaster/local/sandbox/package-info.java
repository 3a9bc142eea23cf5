/** The control API of the sandbox, as the local stack uses it. */
@NullMarked
package io.quartermaster.local.sandbox;

import org.jspecify.annotations.NullMarked;
