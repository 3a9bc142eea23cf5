package io.quartermaster.messaging.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A received event with its parsed envelope.
 *
 * @param id the CloudEvents {@code id}, which identifies duplicates
 * @param data the JSON bytes; must not be modified
 * @param traceparent the producer's trace in W3C format; null when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Parsed once; a copy of every payload has no benefit.
public record IncomingEvent(
    String id, String type, String key, byte[] data, @Nullable String traceparent) {}
