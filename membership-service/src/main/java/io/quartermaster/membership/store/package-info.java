/**
 * The service's own PostgreSQL database: ordinary rows through Panache, pages of the tree and of
 * memberships as set-based SQL. Every public method demands an open transaction.
 */
@NullMarked
package io.quartermaster.membership.store;

import org.jspecify.annotations.NullMarked;
