/** Tests of the journal. */
@NullMarked
package io.quartermaster.sandbox.journal;

import org.jspecify.annotations.NullMarked;
