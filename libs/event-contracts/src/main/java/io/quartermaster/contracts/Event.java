package io.quartermaster.contracts;

/** The properties of every event besides its data. */
public sealed interface Event permits SettingsEvent, OutcomeEvent, AuditHeadsPublished {

  /** The stable CloudEvents {@code type}; never derived from a class name. */
  default EventType type() {
    return EventType.of(getClass());
  }

  /** The record key: the aggregate whose whole state the event contains. */
  String aggregate();

  /** Increases with every event of the same aggregate; the newest one wins. */
  long revision();
}
