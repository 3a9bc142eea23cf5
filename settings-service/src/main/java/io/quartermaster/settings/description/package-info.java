/**
 * What the API description says beyond the resources: the problems that every operation can end in,
 * and examples. Runs when the service is built, not when it serves.
 */
@NullMarked
package io.quartermaster.settings.description;

import org.jspecify.annotations.NullMarked;
