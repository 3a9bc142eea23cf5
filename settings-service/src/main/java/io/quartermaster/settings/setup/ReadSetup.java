package io.quartermaster.settings.setup;

import io.quartermaster.settings.identity.InstanceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Reads the progress of this instance's set-up, each time in a transaction of its own. */
@ApplicationScoped
public class ReadSetup {

  private final SetupRepository setups;
  private final InstanceIdentity identity;

  ReadSetup(SetupRepository setups, InstanceIdentity identity) {
    this.setups = setups;
    this.identity = identity;
  }

  @Transactional
  public Setup read() {
    return setups.find(identity.instanceUid());
  }

  @Transactional
  long change() {
    return setups.change(identity.instanceUid());
  }
}
