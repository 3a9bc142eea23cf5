package io.quartermaster.membership.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "setup_step")
class SetupStepRow {
  @Id String name = "";
  long startedRevision;
  long outcomeRevision;
  int attempt;
  boolean answerOwed;
}
