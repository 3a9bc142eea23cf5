package io.quartermaster.messaging.inbox;

/** The event can never be handled, whatever the number of attempts; it is dead-lettered. */
public final class UnprocessableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public UnprocessableEventException(Reason reason) {
    super(reason.wireName());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The reason that the dead letter carries. */
  public enum Reason {
    /** The CloudEvents headers are missing or invalid. */
    ENVELOPE("envelope"),
    /** The data is not JSON or does not match its type. */
    DATA("data"),
    /** The record has no key. */
    KEY("key"),
    /** The handler failed repeatedly, and not because the database was unavailable. */
    HANDLER("handler");

    private final String wireName;

    Reason(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }
}
