/** IAM policy documents: parsed as strictly as IAM does, and evaluated. */
@NullMarked
package io.quartermaster.sandbox.policy;

import org.jspecify.annotations.NullMarked;
