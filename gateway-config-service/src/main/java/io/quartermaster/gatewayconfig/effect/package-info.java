/** Effect: what is read and changed on a GitLab node. */
@NullMarked
package io.quartermaster.gatewayconfig.effect;

import org.jspecify.annotations.NullMarked;
