package io.quartermaster.local.settings;

import java.util.Optional;

/**
 * Puts the lines of an event stream together again: {@code data} lines of one event are joined, an
 * empty line ends the event, comments and other fields are passed over.
 */
final class ServerSentEvents {
  private final StringBuilder data = new StringBuilder();

  /** Takes the next line; the data of the event that it completes, if it does. */
  Optional<String> accept(String line) {
    if (line.isEmpty()) {
      String complete = data.toString();
      data.setLength(0);
      return Optional.of(complete).filter(text -> !text.isEmpty());
    }
    if (line.startsWith("data:")) {
      if (!data.isEmpty()) {
        data.append('\n');
      }
      data.append(line, line.startsWith("data: ") ? 6 : 5, line.length());
    }
    return Optional.empty();
  }
}
