package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.store.StoredAccess;
import java.time.Instant;

/** Whether a run may begin. */
sealed interface Beginning {

  /**
   * It may, for this.
   *
   * @param until the roles are taken until then at most
   */
  record Due(StoredAccess access, Instant until) implements Beginning {}

  /** Nothing is to be done for this instance now. */
  record NothingToDo() implements Beginning {}

  /** The run of another instance is at work on the same role, or on one of them. */
  record RoleBusy() implements Beginning {}
}
