package io.quartermaster.membership.intake;

import io.quartermaster.contracts.ArnRemoved;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.EventType;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.membership.decision.Choice;
import io.quartermaster.membership.decision.ScopeChoice;
import io.quartermaster.membership.decision.Step;
import io.quartermaster.membership.store.PlanVersions;
import io.quartermaster.membership.store.SettingsRepository;
import io.quartermaster.membership.store.TreeScanRepository;
import io.quartermaster.messaging.inbox.EventHandler;
import io.quartermaster.messaging.inbox.IncomingEvent;
import io.quartermaster.messaging.reconcile.ReconcileQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores the newer wish of each scope and wakes the step that it bears on. A wish to look now wakes
 * both, and makes GitLab's tree be read again.
 *
 * <p>Failure semantics: an event that is older than what is stored changes nothing; one that cannot
 * be read becomes a dead letter. The two halves of a save come in any order: each wakes the
 * reconciler, and the one that comes last finds both.
 */
@ApplicationScoped
class DesiredMembershipIntake implements EventHandler {

  private static final Set<String> TYPES =
      Stream.of(
              EventType.ARN_SAVED,
              EventType.ARN_REMOVED,
              EventType.SCOPE_TOGGLED,
              EventType.VERIFICATION_REQUESTED)
          .map(EventType::wireName)
          .collect(Collectors.toUnmodifiableSet());

  private final SettingsRepository settings;
  private final PlanVersions plan;
  private final TreeScanRepository scans;
  private final ReconcileQueue queue;
  private final Clock clock = Clock.systemUTC();

  DesiredMembershipIntake(
      SettingsRepository settings,
      PlanVersions plan,
      TreeScanRepository scans,
      ReconcileQueue queue) {
    this.settings = settings;
    this.plan = plan;
    this.scans = scans;
    this.queue = queue;
  }

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public void handle(IncomingEvent event) {
    String type = event.type();
    if (type.equals(EventType.ARN_SAVED.wireName())) {
      saved(EventData.read(event, ArnSaved.class));
    } else if (type.equals(EventType.ARN_REMOVED.wireName())) {
      removed(EventData.read(event, ArnRemoved.class));
    } else if (type.equals(EventType.VERIFICATION_REQUESTED.wireName())) {
      lookNow(EventData.read(event, VerificationRequested.class));
    } else {
      toggled(EventData.read(event, ScopeToggled.class));
    }
  }

  private void removed(ArnRemoved event) {
    if (settings.saveDisconnect(event.instanceUid(), event.revision())) {
      wake(Step.SERVICE_ACCOUNT);
    }
  }

  private void saved(ArnSaved event) {
    if (settings.saveArn(event.instanceUid(), event.revision())) {
      plan.outdate();
      wake(Step.SERVICE_ACCOUNT);
    }
  }

  /** An old wish costs a look more, so none is too old. */
  private void lookNow(VerificationRequested event) {
    if (settings.isAbout(event.instanceUid())) {
      scans.outdate();
      wake(Step.SERVICE_ACCOUNT);
      wake(Step.PROJECT_MEMBERSHIPS);
    }
  }

  private void toggled(ScopeToggled event) {
    ScopeChoice choice = choice(event);
    if (settings.saveChoice(choice, clock.instant())) {
      plan.outdate();
      wake(
          choice.kind() == ScopeChoice.Kind.INSTANCE
              ? Step.SERVICE_ACCOUNT
              : Step.PROJECT_MEMBERSHIPS);
    }
  }

  private void wake(Step step) {
    queue.request(step.task(), Step.WORK_KEY);
  }

  private static ScopeChoice choice(ScopeToggled event) {
    ScopeChoice.Kind kind =
        switch (event.scope().kind()) {
          case INSTANCE -> ScopeChoice.Kind.INSTANCE;
          case GROUP -> ScopeChoice.Kind.GROUP;
          case PROJECT -> ScopeChoice.Kind.PROJECT;
        };
    return new ScopeChoice(kind, event.scope().id(), own(event.availability()), event.revision());
  }

  private static @Nullable Choice own(@Nullable Availability availability) {
    return switch (availability) {
      case null -> null;
      case DEFAULT_ON -> Choice.DEFAULT_ON;
      case DEFAULT_OFF -> Choice.DEFAULT_OFF;
      case NEVER_ON -> Choice.NEVER_ON;
    };
  }
}
