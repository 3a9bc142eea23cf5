package io.quartermaster.sandbox.tokens;

/** A token that is no JWT, or is not signed by the sandbox's key. */
public final class InvalidTokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidTokenException(String message) {
    super(message);
  }
}
