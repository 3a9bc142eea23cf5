/** The progress of the set-up: five steps, moved by the outcomes that the services report. */
@NullMarked
package io.quartermaster.settings.setup;

import org.jspecify.annotations.NullMarked;
