package io.quartermaster.settings.verification;

import io.quartermaster.settings.idempotency.Answer;
import io.quartermaster.settings.idempotency.AnsweredRequests;
import io.quartermaster.settings.idempotency.Answers;
import io.quartermaster.settings.idempotency.IdempotentRequest;
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

/**
 * Tells everybody to look now: the count of the wish, its event and the answer to be repeated in
 * one transaction. Not in the audit trail, which holds changes of settings; who asked last, and
 * when, is in the event and its row.
 *
 * <p>Failure semantics: of a wish that is rejected only the answer is kept.
 */
@ApplicationScoped
class VerifyHandler {

  private final SetupRepository setups;
  private final Verifications verifications;
  private final SettingsEventPublisher publisher;
  private final AnsweredRequests requests;
  private final Answers answers;
  private final InstanceIdentity identity;

  VerifyHandler(
      SetupRepository setups,
      Verifications verifications,
      SettingsEventPublisher publisher,
      AnsweredRequests requests,
      Answers answers,
      InstanceIdentity identity) {
    this.setups = setups;
    this.verifications = verifications;
    this.publisher = publisher;
    this.requests = requests;
    this.answers = answers;
    this.identity = identity;
  }

  /** Tells it, and gives the set-up as it is before anybody has looked, or why nobody will. */
  @Transactional
  Answer handle(IdempotentRequest request, Instant now) {
    return requests.once(request, now, () -> verify(request.caller(), now));
  }

  private Answer verify(String caller, Instant now) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    if (setup.revision() == 0) {
      return nothingToVerify(
          setup,
          "Save the settings first, then ask with a new Idempotency-Key: there is nothing to look at"
              + " yet.");
    }
    if (setup.kind().disconnects()) {
      return nothingToVerify(
          setup,
          "Connect the instance again, then ask with a new Idempotency-Key: since its disconnect"
              + " nobody keeps it.");
    }
    publisher.publish(List.of(verifications.next(uid, caller, now)));
    return answers.accepted(SetupDocument.of(setup), setup.revision());
  }

  private Answer nothingToVerify(Setup setup, String whatToDo) {
    return answers.refused(Problem.of(ProblemType.NOTHING_TO_VERIFY, whatToDo), setup.revision());
  }
}
