/** The port to AWS IAM. Answers are values: nothing is thrown for what AWS says. */
@NullMarked
package io.quartermaster.iamprovisioner.effect;

import org.jspecify.annotations.NullMarked;
