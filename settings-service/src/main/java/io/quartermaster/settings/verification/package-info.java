/** On-demand drift checks: an event that makes every service check its part now. */
@NullMarked
package io.quartermaster.settings.verification;

import org.jspecify.annotations.NullMarked;
