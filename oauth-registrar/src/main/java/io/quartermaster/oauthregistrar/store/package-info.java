/** The service's tables: wanted, IAM access, registration, progress. Never a secret. */
@NullMarked
package io.quartermaster.oauthregistrar.store;

import org.jspecify.annotations.NullMarked;
