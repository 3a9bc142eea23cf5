/** The service's PostgreSQL database. Every public method demands an open transaction. */
@NullMarked
package io.quartermaster.membership.store;

import org.jspecify.annotations.NullMarked;
