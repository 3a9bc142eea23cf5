package io.quartermaster.membership.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "instance_setting")
class InstanceSettingRow {
  static final short ONLY = 1;

  @Id short id = ONLY;
  String instanceUid = "";
  long settingsRevision;
  boolean disconnected;
}
