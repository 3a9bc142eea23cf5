/**
 * The whole product on one machine: {@link io.quartermaster.local.stack.StackOptions} says what is
 * wanted, {@link io.quartermaster.local.stack.StackLayout} where its files are, {@link
 * io.quartermaster.local.stack.Stack} starts and stops it.
 */
@NullMarked
package io.quartermaster.local.stack;

import org.jspecify.annotations.NullMarked;
