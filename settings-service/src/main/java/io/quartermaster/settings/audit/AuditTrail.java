package io.quartermaster.settings.audit;

/** The history of what was changed. Demands the transaction that makes the change. */
public interface AuditTrail {

  /**
   * Adds one entry; it is committed with the change or not at all. Call it once for each change and
   * never for a refused or an empty one.
   *
   * <p>Call it last, when everything else that the transaction locks and writes is done: from here
   * on until the commit every other change in the same chain waits, one scope's always and one in
   * sixteen of the others, which makes the chain without gaps. A transaction that takes another
   * lock after this one, that of another chain included, can end in a deadlock.
   */
  void record(AuditedChange change);
}
