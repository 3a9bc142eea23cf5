/**
 * The Amazon Q routes of the AI gateway. What the real gateway finds out by assuming the role, this
 * one finds out by reading IAM at the endpoint it is configured with.
 */
@NullMarked
package io.quartermaster.sandbox.gateway;

import org.jspecify.annotations.NullMarked;
