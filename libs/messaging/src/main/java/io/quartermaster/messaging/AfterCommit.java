package io.quartermaster.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Runs an action once after the open transaction commits, and not after a rollback. */
@ApplicationScoped
public class AfterCommit {

  private final TransactionSynchronizationRegistry transactions;

  AfterCommit(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  /**
   * Registers the action, once per transaction and owner.
   *
   * @throws IllegalStateException when no transaction is open
   */
  public void once(Object owner, Runnable action) {
    if (transactions.getResource(owner) == null) {
      transactions.putResource(owner, Boolean.TRUE);
      transactions.registerInterposedSynchronization(new OnCommit(action));
    }
  }

  private record OnCommit(Runnable action) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // Only the end of the transaction matters.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        action.run();
      }
    }
  }
}
