package io.quartermaster.settings.setup;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.contracts.MembershipFailed;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.OAuthAppRemoved;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.OutcomeEvent;
import io.quartermaster.contracts.ServiceAccountFailed;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.contracts.StepStarted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads outcome events: what each one means for its step, and how to say it to a person. */
final class OutcomeReading {

  private OutcomeReading() {}

  static StepOutcome read(OutcomeEvent event) {
    return switch (event) {
      case StepStarted started -> outcome(started, StepState.IN_PROGRESS, "Under way.", null);
      case GatewayConfigPushed pushed -> done(pushed, gatewayWords(pushed));
      case IamAccessProvisioned access ->
          looked(done(access, AccessWords.of(access.roleArn(), access.drift())), access.drift());
      case ServiceAccountReady account -> done(account, accountWords(account));
      case OAuthAppRegistered app ->
          done(
              app,
              "The application is registered with Amazon Q, client id " + app.clientId() + ".");
      case ServiceAccountReleased account -> done(account, releasedWords(account));
      case OAuthAppRemoved app ->
          done(app, "The registration with Amazon Q and the application are gone.");
      case IamAccessReleased access ->
          done(
              access,
              AccessWords.released(access.roleArn(), access.deleted(), access.previousRoleArns()));
      case MembershipProgressed progress -> memberships(progress);
      case GatewayConfigFailed failed -> failed(failed, failed.failure());
      case IamAccessFailed failed when failed.drift() == null -> failed(failed, failed.failure());
      case IamAccessFailed failed -> looked(failed(failed, failed.failure()), failed.drift());
      case ServiceAccountFailed failed -> failed(failed, failed.failure());
      case OAuthAppFailed failed -> failed(failed, failed.failure());
      case MembershipFailed failed -> failed(failed, failed.failure());
    };
  }

  private static String releasedWords(ServiceAccountReleased account) {
    return account.username() == null
        ? "There is no service account."
        : "The service account %s is blocked.".formatted(account.username());
  }

  private static StepOutcome memberships(MembershipProgressed progress) {
    if (progress.pending() > 0) {
      String words =
          "%d projects are settled, %d are still to do."
              .formatted(progress.settled(), progress.pending());
      return outcome(progress, StepState.IN_PROGRESS, words, null);
    }
    if (progress.refused() > 0) {
      return failed(progress, refusedProjects(progress.refused()));
    }
    return done(
        progress,
        "The service account is a Developer in all %d projects in scope."
            .formatted(progress.desired()));
  }

  private static Failure refusedProjects(int refused) {
    return new Failure(
        Failure.Kind.REFUSED,
        "projects_refused",
        "GitLab refused to change the members of %d projects.".formatted(refused),
        "Unlock the membership of these projects' groups, or add the Amazon Q service account as"
            + " Developer by hand, then save the settings again.",
        null);
  }

  private static String gatewayWords(GatewayConfigPushed pushed) {
    return "Every GitLab node is configured, %d in all.".formatted(pushed.nodes());
  }

  private static String accountWords(ServiceAccountReady account) {
    return account.blocked()
        ? "The service account %s is blocked, because Amazon Q is always off."
            .formatted(account.username())
        : "The service account %s is active.".formatted(account.username());
  }

  private static StepOutcome done(OutcomeEvent event, String detail) {
    return outcome(event, StepState.DONE, detail, null);
  }

  /** A person must act only when the other system said no; one that is away is tried again. */
  private static StepOutcome failed(OutcomeEvent event, Failure failure) {
    StepState state =
        switch (failure.kind()) {
          case REFUSED -> StepState.FAILED;
          case UNAVAILABLE -> StepState.IN_PROGRESS;
        };
    return outcome(event, state, failure.detail(), failure);
  }

  private static StepOutcome outcome(
      OutcomeEvent event, StepState state, String detail, @Nullable Failure failure) {
    Origin origin = event.origin();
    return new StepOutcome(
        origin.settingsRevision(),
        origin.revision(),
        origin.attempt(),
        origin.occurredAt(),
        state,
        detail,
        failure,
        null);
  }

  /** The same, as the end of a look. */
  private static StepOutcome looked(StepOutcome outcome, @Nullable List<Difference> drift) {
    return new StepOutcome(
        outcome.settingsRevision(),
        outcome.revision(),
        outcome.attempt(),
        outcome.occurredAt(),
        outcome.state(),
        outcome.detail(),
        outcome.failure(),
        new StepLook(outcome.occurredAt(), drift == null ? List.of() : drift));
  }
}
