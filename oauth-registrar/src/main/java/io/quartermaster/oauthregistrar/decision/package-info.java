/** What to do: pure Java over desired, recorded and found; every failure with its remedy. */
@NullMarked
package io.quartermaster.oauthregistrar.decision;

import org.jspecify.annotations.NullMarked;
