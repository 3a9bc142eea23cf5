/** Server-sent events: every change of the set-up, in order and without a gap. */
@NullMarked
package io.quartermaster.settings.setup.feed;

import org.jspecify.annotations.NullMarked;
