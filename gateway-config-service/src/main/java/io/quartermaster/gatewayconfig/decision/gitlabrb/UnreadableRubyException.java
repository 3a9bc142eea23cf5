package io.quartermaster.gatewayconfig.decision.gitlabrb;

/** The text is not Ruby that we can read. Stays inside this package. */
final class UnreadableRubyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  UnreadableRubyException(int offset, String reason) {
    super(reason);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }
}
