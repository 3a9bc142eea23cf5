/** What is wanted on a GitLab node and what must be done for it. Pure: no file, no clock. */
@NullMarked
package io.quartermaster.gatewayconfig.decision;

import org.jspecify.annotations.NullMarked;
