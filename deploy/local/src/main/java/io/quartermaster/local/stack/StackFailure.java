package io.quartermaster.local.stack;

/**
 * The stack cannot be started or used, for a reason that a person can do something about. The
 * message is shown as it is: it says what is wrong and what to do.
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
