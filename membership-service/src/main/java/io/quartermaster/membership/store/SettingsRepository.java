package io.quartermaster.membership.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quartermaster.membership.decision.DesiredInstance;
import io.quartermaster.membership.decision.ScopeChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** What the administrator wants of the instance: the two halves of a save, or of a disconnect. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class SettingsRepository implements PanacheRepositoryBase<InstanceSettingRow, Short> {

  private final ChoiceRows choices;
  private final RegistrationEndRows registrationEnds;

  SettingsRepository(ChoiceRows choices, RegistrationEndRows registrationEnds) {
    this.choices = choices;
    this.registrationEnds = registrationEnds;
  }

  /** Stores a save unless something newer is known; says whether it did. */
  public boolean saveArn(String instanceUid, long settingsRevision) {
    return save(instanceUid, settingsRevision, false);
  }

  /** Stores a disconnect unless something newer is known; says whether it did. */
  public boolean saveDisconnect(String instanceUid, long settingsRevision) {
    return save(instanceUid, settingsRevision, true);
  }

  /** Stores that the registration has ended unless a newer end is known; says whether it did. */
  public boolean saveRegistrationEnd(String instanceUid, long settingsRevision) {
    RegistrationEndRow row = registrationEnds.findById(instanceUid, LockModeType.PESSIMISTIC_WRITE);
    if (row != null && row.settingsRevision >= settingsRevision) {
      return false;
    }
    RegistrationEndRow saved = row == null ? new RegistrationEndRow() : row;
    saved.instanceUid = instanceUid;
    saved.settingsRevision = settingsRevision;
    registrationEnds.persist(saved);
    return true;
  }

  private boolean save(String instanceUid, long settingsRevision, boolean disconnected) {
    InstanceSettingRow row = findById(InstanceSettingRow.ONLY, LockModeType.PESSIMISTIC_WRITE);
    if (row != null && row.settingsRevision >= settingsRevision) {
      return false;
    }
    InstanceSettingRow saved = row == null ? new InstanceSettingRow() : row;
    saved.instanceUid = instanceUid;
    saved.settingsRevision = settingsRevision;
    saved.disconnected = disconnected;
    persist(saved);
    return true;
  }

  /** Whether that is the instance whose settings are known. */
  public boolean isAbout(String instanceUid) {
    InstanceSettingRow row = findById(InstanceSettingRow.ONLY);
    return row != null && row.instanceUid.equals(instanceUid);
  }

  /** Stores a choice unless a newer one of the same scope is known; says whether it did. */
  public boolean saveChoice(ScopeChoice choice, Instant receivedAt) {
    var key = new ScopeChoiceRow.Key(choice.kind(), choice.id());
    ScopeChoiceRow row = choices.findById(key, LockModeType.PESSIMISTIC_WRITE);
    if (row != null && !choice.isNewerThan(row.choice())) {
      return false;
    }
    ScopeChoiceRow saved = row == null ? new ScopeChoiceRow() : row;
    saved.key = key;
    saved.availability = choice.choice() == null ? null : choice.choice().word();
    saved.revision = choice.revision();
    saved.receivedAt = receivedAt;
    choices.persist(saved);
    return true;
  }

  /** Empty until both halves of a save, or of a disconnect, have come in. */
  public Optional<DesiredInstance> desired() {
    InstanceSettingRow row = findById(InstanceSettingRow.ONLY);
    if (row == null) {
      return Optional.empty();
    }
    if (row.disconnected) {
      RegistrationEndRow end = registrationEnds.findById(row.instanceUid);
      return DesiredInstance.disconnected(
          row.instanceUid, row.settingsRevision, end == null ? 0 : end.settingsRevision);
    }
    ScopeChoiceRow instance =
        choices.findById(new ScopeChoiceRow.Key(ScopeChoice.Kind.INSTANCE, 0));
    return DesiredInstance.of(
        row.instanceUid, row.settingsRevision, instance == null ? null : instance.choice());
  }
}
