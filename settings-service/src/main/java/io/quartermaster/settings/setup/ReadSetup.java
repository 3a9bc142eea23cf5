package io.quartermaster.settings.setup;

import io.quartermaster.settings.identity.InstanceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Reads the progress of this instance's set-up, each time in a transaction of its own. */
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
   * What there is to tell somebody who has seen the set-up after that change.
   *
   * @param limit how many changes at most
   */
  @Transactional
  SetupNews news(long seen, int limit) {
    String uid = identity.instanceUid();
    return changes
        .after(uid, seen, limit)
        .<SetupNews>map(SetupNews.Next::new)
        .orElseGet(() -> new SetupNews.Anew(newest(uid)));
  }

  /** What there is to tell somebody who has seen nothing. */
  @Transactional
  SetupNews present() {
    return new SetupNews.Anew(newest(identity.instanceUid()));
  }

  private SetupChange newest(String uid) {
    return changes.newest(uid, () -> setups.find(uid));
  }
}
