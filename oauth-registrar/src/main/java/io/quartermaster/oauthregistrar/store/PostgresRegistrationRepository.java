package io.quartermaster.oauthregistrar.store;

import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.IamAccess;
import io.quartermaster.oauthregistrar.decision.RecordedRegistration;
import io.quartermaster.oauthregistrar.decision.Situation;
import io.quartermaster.oauthregistrar.decision.StepProgress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/** On PostgreSQL. "Newer wins" is one statement, so that two consumers cannot disagree. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class PostgresRegistrationRepository implements RegistrationRepository {

  private static final String STORE_DESIRED =
      """
      INSERT INTO desired_registration
        (instance_uid, revision, instance_url, role_arn, gateway_url, removed)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (instance_uid) DO UPDATE
      SET revision = excluded.revision, instance_url = excluded.instance_url,
          role_arn = excluded.role_arn, gateway_url = excluded.gateway_url,
          removed = excluded.removed
      WHERE desired_registration.revision < excluded.revision
      """;
  private static final String STORE_ACCESS =
      """
      INSERT INTO iam_access (instance_uid, revision, settings_revision, role_arn, provisioned_at)
      VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (instance_uid) DO UPDATE
      SET revision = excluded.revision, settings_revision = excluded.settings_revision,
          role_arn = excluded.role_arn, provisioned_at = excluded.provisioned_at
      WHERE (iam_access.settings_revision, iam_access.revision)
          < (excluded.settings_revision, excluded.revision)
      """;

  private final DesiredRows desiredRows;
  private final IamAccessRows iamAccessRows;
  private final RegistrationRows registrationRows;
  private final ProgressRows progressRows;

  @Inject
  PostgresRegistrationRepository(
      DesiredRows desiredRows,
      IamAccessRows iamAccessRows,
      RegistrationRows registrationRows,
      ProgressRows progressRows) {
    this.desiredRows = desiredRows;
    this.iamAccessRows = iamAccessRows;
    this.registrationRows = registrationRows;
    this.progressRows = progressRows;
  }

  @Override
  public boolean storeIfNewer(DesiredRegistration desired) {
    return changes(
        STORE_DESIRED,
        desired.instanceUid(),
        desired.settingsRevision(),
        desired.instanceUrl().toString(),
        desired.roleArn(),
        desired.gatewayUrl().toString(),
        desired.removed());
  }

  @Override
  public boolean storeIfNewer(String instanceUid, IamAccess access, long revision) {
    return changes(
        STORE_ACCESS,
        instanceUid,
        revision,
        access.settingsRevision(),
        access.roleArn(),
        access.provisionedAt());
  }

  @Override
  public Optional<Situation> situation(String instanceUid) {
    return desiredRows
        .findByIdOptional(instanceUid)
        .map(
            desired ->
                new Situation(
                    desired.toDesired(),
                    iamAccessRows
                        .findByIdOptional(instanceUid)
                        .map(IamAccessRow::toAccess)
                        .orElse(null),
                    registrationRows
                        .findByIdOptional(instanceUid)
                        .map(RegistrationRow::toRecorded)
                        .orElse(null),
                    progressRows
                        .findByIdOptional(instanceUid)
                        .map(ProgressRow::toProgress)
                        .orElseGet(StepProgress::none)));
  }

  @Override
  public void save(String instanceUid, RecordedRegistration recorded) {
    RegistrationRow row = registrationRows.findByIdOptional(instanceUid).orElse(null);
    if (row == null) {
      row = new RegistrationRow();
      row.instanceUid = instanceUid;
      row.take(recorded);
      registrationRows.persist(row);
    } else {
      row.take(recorded);
    }
  }

  @Override
  public void forgetRegistration(String instanceUid) {
    registrationRows.deleteById(instanceUid);
  }

  @Override
  public void save(String instanceUid, StepProgress progress) {
    ProgressRow row = progressRows.findByIdOptional(instanceUid).orElse(null);
    if (row == null) {
      row = new ProgressRow();
      row.instanceUid = instanceUid;
      row.take(progress);
      progressRows.persist(row);
    } else {
      row.take(progress);
    }
  }

  @Override
  public List<String> instances() {
    return desiredRows.listAll().stream().map(row -> row.instanceUid).toList();
  }

  private boolean changes(String sql, Object... parameters) {
    var query = desiredRows.getEntityManager().createNativeQuery(sql);
    for (int index = 0; index < parameters.length; index++) {
      query.setParameter(index + 1, parameters[index]);
    }
    return query.executeUpdate() == 1;
  }
}
