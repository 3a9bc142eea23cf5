/**
 * What the tests of the services share: a real broker and database, access to the topics, waiting
 * for conditions, and the package rules. Test scope only.
 */
@NullMarked
package io.quartermaster.testkit;

import org.jspecify.annotations.NullMarked;
