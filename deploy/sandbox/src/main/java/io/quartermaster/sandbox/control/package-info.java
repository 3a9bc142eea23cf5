/** The control API of the sandbox. */
@NullMarked
package io.quartermaster.sandbox.control;

import org.jspecify.annotations.NullMarked;
