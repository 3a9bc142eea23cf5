/** The sandbox, seen through clients that know nothing of its inside. */
@NullMarked
package io.quartermaster.sandbox;

import org.jspecify.annotations.NullMarked;
