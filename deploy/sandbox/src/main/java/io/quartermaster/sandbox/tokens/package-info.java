/** RS256 tokens, signed and verified with a key that the sandbox generates. */
@NullMarked
package io.quartermaster.sandbox.tokens;

import org.jspecify.annotations.NullMarked;
