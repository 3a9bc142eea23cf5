package io.quartermaster.servers;

/** The port of a server is already in use. */
public final class PortInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int port;

  PortInUseException(int port, Throwable cause) {
    super("Port " + port + " of the loopback address is in use", cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
