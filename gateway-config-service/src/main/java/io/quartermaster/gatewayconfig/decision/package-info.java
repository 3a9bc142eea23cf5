/** The desired state of a GitLab node, and the steps towards it. Pure: no file, no clock. */
@NullMarked
package io.quartermaster.gatewayconfig.decision;

import org.jspecify.annotations.NullMarked;
