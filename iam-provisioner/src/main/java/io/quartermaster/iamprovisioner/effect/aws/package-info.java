/** The adapter to AWS IAM and STS. The SDK is not visible outside. */
@NullMarked
package io.quartermaster.iamprovisioner.effect.aws;

import org.jspecify.annotations.NullMarked;
