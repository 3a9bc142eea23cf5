/** The journal of every request, for assertions about what really happened. */
@NullMarked
package io.quartermaster.sandbox.journal;

import org.jspecify.annotations.NullMarked;
