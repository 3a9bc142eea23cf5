/** Faults that are set at run time, per operation or per system. */
@NullMarked
package io.quartermaster.sandbox.faults;

import org.jspecify.annotations.NullMarked;
