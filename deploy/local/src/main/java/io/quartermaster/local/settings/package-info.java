/** The settings API as the local stack uses it: save, read, watch. */
@NullMarked
package io.quartermaster.local.settings;

import org.jspecify.annotations.NullMarked;
