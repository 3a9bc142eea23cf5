package io.quartermaster.settings.instance;

import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.settings.idempotency.IdempotencyRecords;
import io.quartermaster.settings.idempotency.IdempotentRequest;
import io.quartermaster.settings.idempotency.StoredResponse;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemType;
import io.quartermaster.settings.publication.SettingsEventPublisher;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupDocument;
import io.quartermaster.settings.setup.SetupRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/**
 * Requests a drift check: its revision, its event and the stored response in one transaction. It is
 * not audited, because it changes no setting; the event and its row name the last caller.
 *
 * <p>Failure semantics: of a rejected request only the response is stored.
 */
@ApplicationScoped
class VerifyHandler {

  /** The row lock orders concurrent requests. */
  private static final String NEXT_REVISION =
      """
      insert into verification as known (instance_uid, revision, requested_by, requested_at)
      values (:uid, 1, :by, :at)
      on conflict (instance_uid) do update set
        revision = known.revision + 1,
        requested_by = excluded.requested_by,
        requested_at = excluded.requested_at
      returning revision
      """;

  private final SetupRepository setups;
  private final Session database;
  private final SettingsEventPublisher publisher;
  private final IdempotencyRecords requests;
  private final InstanceIdentity identity;

  VerifyHandler(
      SetupRepository setups,
      Session database,
      SettingsEventPublisher publisher,
      IdempotencyRecords requests,
      InstanceIdentity identity) {
    this.setups = setups;
    this.database = database;
    this.publisher = publisher;
    this.requests = requests;
    this.identity = identity;
  }

  /** Publishes the request and returns the set-up before the check, or the rejection. */
  @Transactional
  StoredResponse handle(IdempotentRequest request, Instant now) {
    return requests.once(request, now, () -> verify(request.caller(), now));
  }

  private StoredResponse verify(String caller, Instant now) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    if (setup.revision() == 0 || setup.kind().disconnects()) {
      return requests.rejected(Problem.of(ProblemType.NOTHING_TO_VERIFY), setup.revision());
    }
    long revision =
        database
            .createNativeQuery(NEXT_REVISION, Long.class)
            .setParameter("uid", uid)
            .setParameter("by", caller)
            .setParameter("at", now)
            .getSingleResult();
    setups.recordVerification(uid, setup, now);
    publisher.publish(List.of(new VerificationRequested(uid, revision, caller, now)));
    return requests.accepted(SetupDocument.of(setup), setup.revision());
  }
}
