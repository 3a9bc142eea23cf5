/** What to do about a difference: compares field by field, names each difference, orders steps. */
@NullMarked
package io.quartermaster.iamprovisioner.decision.plan;

import org.jspecify.annotations.NullMarked;
