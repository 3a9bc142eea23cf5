/** The commands of {@code ./qm}: options in, words for people and an exit status out. */
@NullMarked
package io.quartermaster.local.command;

import org.jspecify.annotations.NullMarked;
