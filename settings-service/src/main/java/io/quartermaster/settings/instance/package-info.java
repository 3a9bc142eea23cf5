/** The settings of the instance: read, decided on, saved together with their events. */
@NullMarked
package io.quartermaster.settings.instance;

import org.jspecify.annotations.NullMarked;
