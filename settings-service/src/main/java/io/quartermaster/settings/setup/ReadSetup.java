package io.quartermaster.settings.setup;

import io.quartermaster.settings.identity.InstanceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Reads the set-up of this instance, each time in its own transaction. */
@ApplicationScoped
public class ReadSetup {

  private final SetupRepository setups;
  private final SetupChanges changes;
  private final InstanceIdentity identity;

  ReadSetup(SetupRepository setups, SetupChanges changes, InstanceIdentity identity) {
    this.setups = setups;
    this.changes = changes;
    this.identity = identity;
  }

  @Transactional
  public Setup read() {
    return setups.find(identity.instanceUid());
  }

  /**
   * The next changes after this number. When they are not available without a gap (not retained any
   * more, of another instance, of a database that was restored since, or there never was such a
   * number), the newest change alone: its {@code previous} then differs from the number.
   */
  @Transactional
  public List<SetupChange> changesAfter(long number, int limit) {
    String uid = identity.instanceUid();
    return changes
        .after(uid, number, limit)
        .orElseGet(() -> List.of(changes.newest(uid, () -> setups.find(uid))));
  }
}
