/** IAM policy documents: read as strictly as IAM reads them, and asked what they allow. */
@NullMarked
package io.quartermaster.sandbox.policy;

import org.jspecify.annotations.NullMarked;
