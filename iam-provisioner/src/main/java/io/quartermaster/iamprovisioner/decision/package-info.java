/** Desired and observed access, and the steps from one to the other. Pure. */
@NullMarked
package io.quartermaster.iamprovisioner.decision;

import org.jspecify.annotations.NullMarked;
