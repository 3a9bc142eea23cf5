/**
 * AWS IAM and STS: {@code protocol} is the Query protocol with signatures, {@code iam} the account.
 */
@NullMarked
package io.quartermaster.sandbox.aws;

import org.jspecify.annotations.NullMarked;
