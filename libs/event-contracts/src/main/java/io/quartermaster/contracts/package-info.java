/**
 * The contract of the topics: event records, type names, topics and, as resources, a JSON Schema
 * and a sample per event.
 *
 * <p>Changes are additive and consumers ignore unknown fields. Every event contains the whole new
 * state of its aggregate and an increasing revision.
 */
@NullMarked
package io.quartermaster.contracts;

import org.jspecify.annotations.NullMarked;
