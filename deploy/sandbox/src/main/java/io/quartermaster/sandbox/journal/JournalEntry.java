package io.quartermaster.sandbox.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as it arrived, and how it was answered.
 *
 * @param caller {@code client}, or {@code gateway} for the reads of the sandbox's own AI gateway
 * @param parameters with every secret replaced
 * @param status the HTTP status of the outcome; 0 when nothing was done because the connection was
 *     cut first
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

  /** The request had its effect, whether or not the answer arrived. */
  public boolean successful() {
    return status >= 200 && status < 300;
  }
}
