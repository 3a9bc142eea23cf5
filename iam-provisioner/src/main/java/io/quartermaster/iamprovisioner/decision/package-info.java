/**
 * What should be in AWS IAM, what is there, and which steps lead from one to the other. Pure: no
 * clock, no AWS, no database.
 */
@NullMarked
package io.quartermaster.iamprovisioner.decision;

import org.jspecify.annotations.NullMarked;
