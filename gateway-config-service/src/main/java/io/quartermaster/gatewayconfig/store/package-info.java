/** What is kept in PostgreSQL. Everything in here demands an open transaction. */
@NullMarked
package io.quartermaster.gatewayconfig.store;

import org.jspecify.annotations.NullMarked;
