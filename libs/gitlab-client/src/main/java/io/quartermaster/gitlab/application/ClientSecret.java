package io.quartermaster.gitlab.application;

/** The secret of an OAuth application. Passed on once, never stored. */
public final class ClientSecret {

  private final String value;

  public ClientSecret(String value) {
    this.value = value;
  }

  /** The secret itself; for the body of the one request that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
