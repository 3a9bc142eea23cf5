package io.quartermaster.settings.setup;

/** Keeps the progress of the set-up. Demands an open transaction. */
public interface SetupRepository {

  /** The set-up as it is; the one that was not started when there is none. */
  Setup find(String instanceUid);

  /**
   * The same, and no other transaction can lock or change it before this one ends. The one lock
   * that whoever changes settings or progress of an instance takes, and takes first.
   */
  Setup lock(String instanceUid);

  /**
   * New settings, or their end, for this role; one change, told to those who listen. The caller
   * holds the lock.
   */
  void begin(String instanceUid, Setup begun, String roleArn);

  /**
   * How one step is now; one change, told to those who listen. The caller holds the lock.
   *
   * @param setup as it was when the lock was taken
   */
  void record(String instanceUid, Setup setup, StepProgress progress);

  /** The role of the present settings is registered with Amazon Q. The caller holds the lock. */
  void connected(String instanceUid);

  /** Nothing is registered with Amazon Q any more. The caller holds the lock. */
  void disconnected(String instanceUid);
}
