/** The sandbox as a test resource of Quarkus; only tests have Quarkus on their class path. */
@NullMarked
package io.quartermaster.sandbox.quarkus;

import org.jspecify.annotations.NullMarked;
