package io.quartermaster.oauthregistrar.effect;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.application.ApplicationWithSecret;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.gitlab.application.NewApplication;
import io.quartermaster.gitlab.application.OAuthApplication;
import io.quartermaster.oauthregistrar.decision.ApplicationSpec;
import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.FoundApplication;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan;
import io.quartermaster.oauthregistrar.decision.RemovalPlan;
import io.quartermaster.oauthregistrar.decision.StepFailure;
import io.quartermaster.oauthregistrar.decision.TakenApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Hands the client secret from GitLab's answer to the gateway's request. It exists nowhere else:
 * not in a field, a result, an event, a row or a log line; whoever needs it again makes a new one.
 *
 * <p>Failure semantics: expected failures are results; nothing is thrown for them.
 */
@Singleton
class SecretHandover implements RegistrationGateway {

  private final GitLabApplications gitLab;
  private final AiGateway aiGateway;

  @Inject
  SecretHandover(GitLabApplications gitLab, AiGateway aiGateway) {
    this.gitLab = gitLab;
    this.aiGateway = aiGateway;
  }

  @Override
  public Observation observe() {
    try {
      return new Observation.Seen(gitLab.list().stream().map(SecretHandover::found).toList());
    } catch (GitLabException e) {
      return new Observation.Failed(GitLabFailures.toStepFailure(e.failure()));
    }
  }

  @Override
  public StepResult register(RegistrationPlan.Register plan, DesiredRegistration desired) {
    ApplicationWithSecret fresh;
    try {
      fresh = freshSecret(plan);
    } catch (GitLabException e) {
      return new StepResult.Failed(GitLabFailures.toStepFailure(e.failure()), null);
    }
    TakenApplication taken =
        new TakenApplication(fresh.application().id(), fresh.application().clientId());
    Optional<StepFailure> failure =
        aiGateway.register(desired, fresh.application().clientId(), fresh.secret());
    return failure
        .<StepResult>map(why -> new StepResult.Failed(why, taken))
        .orElseGet(() -> new StepResult.Registered(taken));
  }

  @Override
  public RemovalResult remove(RemovalPlan plan) {
    if (plan.nothingLeft()) {
      return new RemovalResult.Removed();
    }
    Optional<StepFailure> failure = aiGateway.unregister(plan.registration());
    if (failure.isPresent()) {
      return new RemovalResult.Failed(failure.get());
    }
    try {
      plan.applications().forEach(gitLab::delete);
      return new RemovalResult.Removed();
    } catch (GitLabException e) {
      return new RemovalResult.Failed(GitLabFailures.toStepFailure(e.failure()));
    }
  }

  private ApplicationWithSecret freshSecret(RegistrationPlan.Register plan) {
    for (long id : plan.candidates()) {
      Optional<ApplicationWithSecret> renewed = gitLab.renewSecret(id);
      if (renewed.isPresent()) {
        return renewed.get();
      }
    }
    ApplicationSpec wanted = plan.application();
    return gitLab.create(
        new NewApplication(
            wanted.name(), wanted.redirectUri(), wanted.scopes(), wanted.confidential()));
  }

  private static FoundApplication found(OAuthApplication application) {
    return new FoundApplication(
        application.id(), application.clientId(), application.name(), application.callbackUrl());
  }
}
