/** The instance: read and save its settings, disconnect it, check it for drift. */
@NullMarked
package io.quartermaster.settings.instance;

import org.jspecify.annotations.NullMarked;
