package io.quartermaster.messaging.inbox;

import java.util.Locale;

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
    ENVELOPE,
    /** The data is not JSON or does not match its type. */
    DATA,
    /** The record has no key. */
    KEY,
    /** The handler failed repeatedly, and not because the database was unavailable. */
    HANDLER;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
