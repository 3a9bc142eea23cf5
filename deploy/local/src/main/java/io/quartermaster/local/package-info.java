/**
 * The program behind {@code ./qm}: {@code command} reads the command line, {@code stack} runs the
 * product with {@code process}, {@code access} and {@code node}, {@code demo} shows a set-up and
 * checks what it left in the world.
 */
@NullMarked
package io.quartermaster.local;

import org.jspecify.annotations.NullMarked;
