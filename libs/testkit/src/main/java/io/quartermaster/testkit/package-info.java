/**
 * What the tests of the services share: a real broker and a real database, the topics as a test
 * sees them, waiting for conditions, and the rules of the flow. Test scope only.
 */
@NullMarked
package io.quartermaster.testkit;

import org.jspecify.annotations.NullMarked;
