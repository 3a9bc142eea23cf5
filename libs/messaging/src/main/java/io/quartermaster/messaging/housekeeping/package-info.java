/** Scheduled work on the tables: gauges and retention. */
@NullMarked
package io.quartermaster.messaging.housekeeping;

import org.jspecify.annotations.NullMarked;
