/** The settings of the instance: read, save, disconnect. */
@NullMarked
package io.quartermaster.settings.instance;

import org.jspecify.annotations.NullMarked;
