/**
 * A real Kafka broker and a real PostgreSQL as child processes, on nothing but Maven artifacts. For
 * tests and for the local stack; never on a production path.
 *
 * <p>{@link io.quartermaster.servers.KafkaProcess} and {@link
 * io.quartermaster.servers.PostgresProcess} start, kill, restart and stop; {@link
 * io.quartermaster.servers.KafkaTopics} makes the topics of the contracts.
 */
@NullMarked
package io.quartermaster.servers;

import org.jspecify.annotations.NullMarked;
