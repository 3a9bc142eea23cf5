package io.quartermaster.iamprovisioner.reconcile;

import io.quartermaster.iamprovisioner.store.StoredAccess;

/** Whether a run may begin. */
sealed interface Beginning {

  /** It may, for this. */
  record Due(StoredAccess access) implements Beginning {}

  /** Nothing is to be done for this instance now. */
  record NothingToDo() implements Beginning {}

  /** The run of another instance is at work on the same role. */
  record RoleBusy() implements Beginning {}
}
