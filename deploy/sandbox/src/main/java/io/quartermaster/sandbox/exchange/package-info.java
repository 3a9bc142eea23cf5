/** The way of every request through the sandbox: faults, work, journal, answer. */
@NullMarked
package io.quartermaster.sandbox.exchange;

import org.jspecify.annotations.NullMarked;
