package io.quartermaster.messaging.http;

/** Why a request is refused before the code of the service runs. */
public enum Refusal {
  /** The length of the request is ambiguous, or its Host is. */
  MALFORMED(400),
  /** The body did not arrive in time. */
  BODY_TIMEOUT(408),
  BODY_TOO_LARGE(413),
  /** Too many bodies are being read, from the same address or altogether. */
  TOO_MANY_BODIES(429);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
