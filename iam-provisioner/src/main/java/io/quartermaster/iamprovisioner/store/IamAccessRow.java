package io.quartermaster.iamprovisioner.store;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.PreviousInstance;
import io.quartermaster.iamprovisioner.decision.PreviousRole;
import io.quartermaster.iamprovisioner.decision.Progress;
import io.quartermaster.iamprovisioner.decision.Verification;
import io.quartermaster.iamprovisioner.decision.Wanted;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The row of an instance. The wanted columns are written by {@link AccessStore} in plain SQL. */
@Entity
@Table(name = "iam_access")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
class IamAccessRow {
  @Id String aggregate;

  @Column(updatable = false)
  String instanceUid;

  @Column(updatable = false)
  String rolePartition;

  @Column(updatable = false)
  String roleAccountId;

  @Column(updatable = false)
  String rolePath;

  @Column(updatable = false)
  String roleName;

  @Column(updatable = false)
  String providerUrl;

  @Column(updatable = false)
  String audience;

  @Column(updatable = false)
  long settingsRevision;

  @Enumerated(EnumType.STRING)
  Progress.Status status;

  long startedRevision;

  long outcomeRevision;

  int attempts;

  @Nullable Instant settlingSince;

  @Nullable String failureCode;

  @Nullable Instant observedAt;

  @Nullable Long observedRevision;

  @Enumerated(EnumType.STRING)
  Wanted wanted;

  @Column(updatable = false)
  @Nullable String gitlabUrl;

  @Column(updatable = false)
  @Nullable Instant changedAt;

  String drift;

  @Column(updatable = false)
  long verificationAsked;

  long verificationAnswered;

  StoredAccess toStoredAccess(List<PreviousInstance> previous, List<PreviousRole> previousRoles) {
    return new StoredAccess(
        aggregate,
        new AccessTarget(
            instanceUid,
            new RoleArn(rolePartition, roleAccountId, rolePath, roleName),
            URI.create(providerUrl),
            audience,
            previous,
            previousRoles),
        wanted,
        new Progress(
            settingsRevision, status, startedRevision, outcomeRevision, attempts, settlingSince),
        new Verification(verificationAsked, verificationAnswered),
        drift);
  }

  void setProgress(Progress progress) {
    status = progress.status();
    startedRevision = progress.startedRevision();
    outcomeRevision = progress.outcomeRevision();
    attempts = progress.attempts();
    settlingSince = progress.settlingSince();
  }
}
