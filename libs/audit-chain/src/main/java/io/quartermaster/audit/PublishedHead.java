package io.quartermaster.audit;

import java.time.Instant;

/**
 * The head of a chain as it was published.
 *
 * @param at when it was first published
 */
public record PublishedHead(Instant at, ChainHead head) {}
