/** The IAM account and the operations on it. */
@NullMarked
package io.quartermaster.sandbox.aws.iam;

import org.jspecify.annotations.NullMarked;
