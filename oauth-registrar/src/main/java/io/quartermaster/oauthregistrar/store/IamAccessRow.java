package io.quartermaster.oauthregistrar.store;

import io.quartermaster.oauthregistrar.decision.IamAccess;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "iam_access")
class IamAccessRow {

  @Id String instanceUid = "";
  long revision;
  long settingsRevision;
  String roleArn = "";
  Instant provisionedAt = Instant.EPOCH;

  IamAccess toAccess() {
    return new IamAccess(roleArn, settingsRevision, provisionedAt);
  }
}
