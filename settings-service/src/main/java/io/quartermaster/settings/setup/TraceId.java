package io.quartermaster.settings.setup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of the trace out of a W3C {@code traceparent}: what a person looks for in the traces. */
final class TraceId {

  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");

  private TraceId() {}

  /** Empty when there is none, or what is there is none. */
  static Optional<String> of(@Nullable String traceparent) {
    return Optional.ofNullable(traceparent)
        .map(TRACEPARENT::matcher)
        .filter(Matcher::matches)
        .map(parts -> parts.group(1));
  }
}
