/**
 * What travels on the topics, written down once: the event records, their type names, the topics,
 * and beside them (as resources) a JSON Schema and a sample for every event.
 *
 * <p>Rules: changes are additive, readers ignore unknown fields, every event carries the whole new
 * state of its aggregate and a revision that grows.
 */
@NullMarked
package io.quartermaster.contracts;

import org.jspecify.annotations.NullMarked;
