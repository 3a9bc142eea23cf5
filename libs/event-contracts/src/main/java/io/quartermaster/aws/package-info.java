/** AWS values that several services share; pure, so that decisions may use them. */
@NullMarked
package io.quartermaster.aws;

import org.jspecify.annotations.NullMarked;
