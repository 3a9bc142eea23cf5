/**
 * The desired state of Amazon Q, over REST, and the progress of its set-up.
 *
 * <p>One package per feature: {@code instance}, {@code scope}, {@code setup}, {@code audit} and
 * {@code prerequisite}. A change is command → decision → state, event and audit entry in one
 * transaction.
 */
@NullMarked
package io.quartermaster.settings;

import org.jspecify.annotations.NullMarked;
