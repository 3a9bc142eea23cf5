/**
 * The two JSON documents of the procedure, and when a document found in AWS means the same as ours.
 */
@NullMarked
package io.quartermaster.iamprovisioner.decision.policy;

import org.jspecify.annotations.NullMarked;
