package io.quartermaster.settings.instance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.settings.audit.AuditTrail;
import io.quartermaster.settings.idempotency.Answer;
import io.quartermaster.settings.idempotency.AnsweredRequests;
import io.quartermaster.settings.idempotency.IdempotentRequest;
import io.quartermaster.settings.identity.InstanceIdentity;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.publication.SettingsEventPublisher;
import io.quartermaster.settings.request.EntityTags;
import io.quartermaster.settings.setup.Setup;
import io.quartermaster.settings.setup.SetupDocument;
import io.quartermaster.settings.setup.SetupKind;
import io.quartermaster.settings.setup.SetupRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Begins the way back: state, steps, event, audit entry and the answer to be repeated in one
 * transaction.
 *
 * <p>Failure semantics: as {@link SaveSettingsHandler}, but that a rejection is kept, as the answer
 * to the same request; a half-done earlier attempt is never in the way, because each service finds
 * out itself what is left to do.
 */
@ApplicationScoped
class DisconnectHandler {

  private static final int ACCEPTED = 202;

  private final InstanceSettingsRepository repository;
  private final SetupRepository setups;
  private final SettingsEventPublisher publisher;
  private final AuditTrail audit;
  private final AnsweredRequests requests;
  private final ObjectMapper json;
  private final InstanceIdentity identity;

  DisconnectHandler(
      InstanceSettingsRepository repository,
      SetupRepository setups,
      SettingsEventPublisher publisher,
      AuditTrail audit,
      AnsweredRequests requests,
      ObjectMapper json,
      InstanceIdentity identity) {
    this.repository = repository;
    this.setups = setups;
    this.publisher = publisher;
    this.audit = audit;
    this.requests = requests;
    this.json = json;
    this.identity = identity;
  }

  /**
   * Decides, stores what was decided, and gives the way back as it is then, or why there is none.
   */
  @Transactional
  Answer handle(IdempotentRequest request, Disconnect command) {
    return requests
        .answer(request, command.at())
        .orElseGet(
            () -> {
              Answer answer = disconnect(command);
              requests.keep(request, answer, command.at());
              return answer;
            });
  }

  private Answer disconnect(Disconnect command) {
    String uid = identity.instanceUid();
    Setup setup = setups.lock(uid);
    InstanceSettings current = repository.find(uid).orElse(null);
    return switch (InstanceSettings.decide(current, command, setup)) {
      case DisconnectDecision.Begun begun -> accepted(begin(uid, begun, command));
      case DisconnectDecision.Unchanged(Setup underWay) -> accepted(underWay);
      case DisconnectDecision.Stale(long revision) ->
          refused(SettingsProblems.staleDisconnect(revision), revision);
      case DisconnectDecision.NotConnected none -> refused(SettingsProblems.notConnected(), 0);
    };
  }

  private Setup begin(String uid, DisconnectDecision.Begun begun, Disconnect command) {
    InstanceSettings next = begun.next();
    SetupKind kind =
        command.deleteIamResources() ? SetupKind.DISCONNECT_AND_DELETE : SetupKind.DISCONNECT;
    repository.save(uid, next);
    setups.begin(uid, kind, next.revision(), next.roleArn().toString(), next.changedAt());
    publisher.publish(
        List.of(SettingsEvents.arnRemoved(next, command.deleteIamResources(), identity)));
    audit.record(
        SettingsAudit.ofDisconnect(uid, begun.before(), next, command.deleteIamResources()));
    return setups.find(uid);
  }

  private Answer accepted(Setup setup) {
    return new Answer(ACCEPTED, json(SetupDocument.of(setup)), EntityTags.of(setup.revision()));
  }

  private Answer refused(Problem problem, long revision) {
    return new Answer(problem.status(), json(problem), EntityTags.of(revision));
  }

  private String json(Object document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A set-up or problem can always be written as JSON", e);
    }
  }
}
