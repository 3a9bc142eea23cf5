/** What every request passes through: faults, effect, journal, response. */
@NullMarked
package io.quartermaster.sandbox.exchange;

import org.jspecify.annotations.NullMarked;
