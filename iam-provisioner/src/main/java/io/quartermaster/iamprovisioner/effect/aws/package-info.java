/** The adapter to AWS IAM and STS on the AWS SDK; nothing of the SDK is seen outside. */
@NullMarked
package io.quartermaster.iamprovisioner.effect.aws;

import org.jspecify.annotations.NullMarked;
