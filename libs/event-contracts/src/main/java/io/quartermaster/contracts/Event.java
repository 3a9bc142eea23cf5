package io.quartermaster.contracts;

/** What every event on a topic can say about itself, besides its data. */
public sealed interface Event permits SettingsEvent, OutcomeEvent {

  /** The stable CloudEvents {@code type}; never derived from a class name. */
  EventType type();

  /** The record key: the aggregate whose whole state the event carries. */
  String aggregate();

  /** Grows with every event of the same aggregate; the newest one wins. */
  long revision();
}
