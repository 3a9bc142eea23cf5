/**
 * The policy documents, and their comparison with documents found in AWS. Reads JSON with Jackson.
 */
@NullMarked
package io.quartermaster.iamprovisioner.decision.policy;

import org.jspecify.annotations.NullMarked;
