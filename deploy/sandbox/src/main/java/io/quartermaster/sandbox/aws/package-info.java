/** AWS IAM and STS over the Query protocol, with verified signatures. */
@NullMarked
package io.quartermaster.sandbox.aws;

import org.jspecify.annotations.NullMarked;
