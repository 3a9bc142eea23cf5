package io.quartermaster.membership.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "registration_end")
class RegistrationEndRow {
  @Id String instanceUid = "";
  long settingsRevision;
}
