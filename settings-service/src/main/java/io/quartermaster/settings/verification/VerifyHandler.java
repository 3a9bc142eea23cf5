package io.quartermaster.settings.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.settings.idempotency.AnsweredRequests;
import io.quartermaster.settings.idempotency.IdempotentRequest;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemException;
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
 * <p>Failure semantics: a wish that is rejected leaves nothing behind.
 */
@ApplicationScoped
class VerifyHandler {

  private final SetupRepository setups;
  private final Verifications verifications;
  private final SettingsEventPublisher publisher;
  private final AnsweredRequests requests;
  private final ObjectMapper json;
  private final InstanceIdentity identity;

  VerifyHandler(
      SetupRepository setups,
      Verifications verifications,
      SettingsEventPublisher publisher,
      AnsweredRequests requests,
      ObjectMapper json,
      InstanceIdentity identity) {
    this.setups = setups;
    this.verifications = verifications;
    this.publisher = publisher;
    this.requests = requests;
    this.json = json;
    this.identity = identity;
  }

  /**
   * Gives the set-up as it is before anybody has looked, in JSON.
   *
   * @throws ProblemException when there is nothing to look at
   */
  @Transactional
  String handle(IdempotentRequest request, Instant now) {
    return requests
        .answer(request, now)
        .orElseGet(
            () -> {
              String answer = verify(request.caller(), now);
              requests.keep(request, answer, now);
              return answer;
            });
  }

  private String verify(String caller, Instant now) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    if (setup.revision() == 0) {
      throw nothingToVerify("Save the settings first: there is nothing to look at yet.");
    }
    if (setup.kind().disconnects()) {
      throw nothingToVerify(
          "Connect the instance again to have it looked after: since its disconnect nobody keeps it.");
    }
    publisher.publish(List.of(verifications.next(uid, caller, now)));
    try {
      return json.writeValueAsString(SetupDocument.of(setup));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A set-up can always be written as JSON", e);
    }
  }

  private static ProblemException nothingToVerify(String whatToDo) {
    return new ProblemException(Problem.of(ProblemType.NOTHING_TO_VERIFY, whatToDo));
  }
}
