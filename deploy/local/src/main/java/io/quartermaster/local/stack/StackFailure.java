package io.quartermaster.local.stack;

/**
 * The stack cannot be started or used. The message is shown to the user: it names the problem and
 * the remedy.
 */
public final class StackFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StackFailure(String message) {
    super(message);
  }

  public StackFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
