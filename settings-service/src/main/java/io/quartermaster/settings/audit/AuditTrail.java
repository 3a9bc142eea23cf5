package io.quartermaster.settings.audit;

/** The history of what was changed. Demands the transaction that makes the change. */
public interface AuditTrail {

  /**
   * Adds one entry; it is committed with the change or not at all. Call it once for each change and
   * never for a refused or an empty one.
   *
   * <p>Call it last, when everything else that the transaction locks and writes is done: from here
   * on until the commit every other change of this service waits, which makes the one chain without
   * gaps. A transaction that takes another lock after this one can end in a deadlock.
   */
  void record(AuditedChange change);
}
