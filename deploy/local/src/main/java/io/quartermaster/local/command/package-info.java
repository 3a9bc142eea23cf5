/** The commands of {@code ./qm}. */
@NullMarked
package io.quartermaster.local.command;

import org.jspecify.annotations.NullMarked;
