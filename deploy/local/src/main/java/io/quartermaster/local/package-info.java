/**
 * The program behind {@code ./qm}: {@code command} reads the command line, {@code stack} runs the
 * product with {@code access} and {@code node}, {@code demo} shows a set-up and verifies the
 * result.
 */
@NullMarked
package io.quartermaster.local;

import org.jspecify.annotations.NullMarked;
