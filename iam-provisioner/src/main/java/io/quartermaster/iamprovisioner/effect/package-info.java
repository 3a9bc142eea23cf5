/** The port to AWS IAM. */
@NullMarked
package io.quartermaster.iamprovisioner.effect;

import org.jspecify.annotations.NullMarked;
