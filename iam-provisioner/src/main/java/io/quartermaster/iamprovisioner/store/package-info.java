/** What is kept in PostgreSQL. Everything in here demands an open transaction. */
@NullMarked
package io.quartermaster.iamprovisioner.store;

import org.jspecify.annotations.NullMarked;
