/** What is kept in PostgreSQL, never a secret. Everything in here demands an open transaction. */
@NullMarked
package io.quartermaster.oauthregistrar.store;

import org.jspecify.annotations.NullMarked;
