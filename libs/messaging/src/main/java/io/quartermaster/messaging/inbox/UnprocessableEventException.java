package io.quartermaster.messaging.inbox;

/** The event can never be handled, however often it is tried; it becomes a dead letter. */
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

  /** Why; the only words about it that leave the service. */
  public enum Reason {
    /** The CloudEvents headers are missing or wrong. */
    ENVELOPE("envelope"),
    /** The data is not JSON or does not fit its type. */
    DATA("data"),
    /** The record has no key. */
    KEY("key"),
    /** The handler failed again and again for another reason than a database that is away. */
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
