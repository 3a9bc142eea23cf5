package io.quartermaster.servers;

import java.nio.file.Path;
import java.util.List;

/** A server failed to start. The message names its log file and contains its last lines. */
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int TAIL = 12;

  ServerStartException(String server, String what, Path logFile) {
    super(
        "%s %s; see %s%s"
            .formatted(server, what, logFile.toAbsolutePath(), end(LogTail.of(logFile, TAIL))));
  }

  ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }

  private static String end(List<String> lines) {
    return lines.isEmpty() ? "" : ", which ends:\n    " + String.join("\n    ", lines);
  }
}
