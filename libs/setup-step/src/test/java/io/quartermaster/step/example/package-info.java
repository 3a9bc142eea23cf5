/** The smallest consumer with one external effect, on which the step protocol is tested. */
@NullMarked
package io.quartermaster.step.example;

import org.jspecify.annotations.NullMarked;
