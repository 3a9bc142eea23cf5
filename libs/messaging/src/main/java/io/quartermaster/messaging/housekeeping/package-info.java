/** What runs by the clock over the tables: gauges read, old rows removed. */
@NullMarked
package io.quartermaster.messaging.housekeeping;

import org.jspecify.annotations.NullMarked;
