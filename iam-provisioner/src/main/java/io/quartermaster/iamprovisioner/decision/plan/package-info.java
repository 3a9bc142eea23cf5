/** Compares desired and observed state field by field and plans the steps. */
@NullMarked
package io.quartermaster.iamprovisioner.decision.plan;

import org.jspecify.annotations.NullMarked;
