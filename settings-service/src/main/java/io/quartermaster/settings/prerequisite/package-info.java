/** Checks what Amazon Q needs before the set-up. */
@NullMarked
package io.quartermaster.settings.prerequisite;

import org.jspecify.annotations.NullMarked;
