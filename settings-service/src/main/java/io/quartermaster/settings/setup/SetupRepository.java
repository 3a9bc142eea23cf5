package io.quartermaster.settings.setup;

import java.time.Instant;

/** Keeps the progress of the set-up. Demands an open transaction. */
public interface SetupRepository {

  /** The set-up as it is; the one that was not started when there is none. */
  Setup find(String instanceUid);

  /**
   * The same, and no other transaction can lock or change it before this one ends. The one lock
   * that whoever changes settings or progress of an instance takes, and takes first.
   */
  Setup lock(String instanceUid);

  /** New settings, or their end: every step begins again. The caller holds the lock. */
  void begin(String instanceUid, SetupKind kind, long revision, String roleArn, Instant at);

  /** How one step is now. The caller holds the lock. */
  void record(String instanceUid, StepProgress progress);

  /** The role of the present settings is registered with Amazon Q. The caller holds the lock. */
  void connected(String instanceUid);

  /** Nothing is registered with Amazon Q any more. The caller holds the lock. */
  void disconnected(String instanceUid);

  /** Grows with every change; 0 when there was none. For noticing a change cheaply. */
  long change(String instanceUid);
}
