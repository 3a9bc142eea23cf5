package io.quartermaster.messaging.inbox;

import org.jspecify.annotations.Nullable;

/**
 * An event as it came in, its envelope already read.
 *
 * @param id the CloudEvents {@code id}, by which a second delivery is recognised
 * @param type the CloudEvents {@code type}
 * @param key the record key
 * @param data the JSON bytes; not to be changed
 * @param traceparent the trace in which it was said, in the W3C form; null when there is none
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Read once and parsed; copying every payload buys nothing.
public record IncomingEvent(
    String id, String type, String key, byte[] data, @Nullable String traceparent) {}
