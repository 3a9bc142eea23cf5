package io.quartermaster.servers;

import java.nio.file.Path;

/** A server failed to start. The message names its log file. */
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerStartException(String server, String what, Path logFile) {
    super(server + " " + what + "; see " + logFile.toAbsolutePath());
  }

  ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
