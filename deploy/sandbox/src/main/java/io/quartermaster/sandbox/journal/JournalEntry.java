package io.quartermaster.sandbox.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and its outcome.
 *
 * @param caller {@code client}, or {@code gateway} for the reads of the sandbox's own AI gateway
 * @param parameters with every secret redacted
 * @param status the HTTP status of the outcome; 0 if the connection was cut before any effect
 * @param errorCode the system's error code or text, or {@code ConnectionCut}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JournalEntry(
    long number,
    Instant time,
    String system,
    String operation,
    String caller,
    Map<String, Object> parameters,
    int status,
    @Nullable String errorCode) {

  /** The request had its effect, whether or not the response arrived. */
  public boolean successful() {
    return status >= 200 && status < 300;
  }
}
