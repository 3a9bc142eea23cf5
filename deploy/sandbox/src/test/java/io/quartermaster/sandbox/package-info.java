/** The sandbox, tested through its HTTP APIs. */
@NullMarked
package io.quartermaster.sandbox;

import org.jspecify.annotations.NullMarked;
