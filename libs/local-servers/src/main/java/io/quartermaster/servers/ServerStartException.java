package io.quartermaster.servers;

import java.nio.file.Path;

/** A server did not come up. The message names the file in which it says why. */
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerStartException(String server, String what, Path logFile) {
    super(server + " " + what + "; see " + logFile.toAbsolutePath());
  }

  ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
