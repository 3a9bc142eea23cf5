/** Event out: what became of the desired access. */
@NullMarked
package io.quartermaster.iamprovisioner.outcome;

import org.jspecify.annotations.NullMarked;
