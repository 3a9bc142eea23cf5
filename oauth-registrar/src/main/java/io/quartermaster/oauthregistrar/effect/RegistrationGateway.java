package io.quartermaster.oauthregistrar.effect;

import io.quarkus.runtime.Startup;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.gitlab.application.GitLabApplications.ApplicationWithSecret;
import io.quartermaster.gitlab.application.GitLabApplications.NewApplication;
import io.quartermaster.gitlab.application.GitLabApplications.OAuthApplication;
import io.quartermaster.oauthregistrar.decision.Application;
import io.quartermaster.oauthregistrar.decision.ApplicationSpec;
import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.RegistrationPlan;
import io.quartermaster.step.GitLabStepFailures;
import io.quartermaster.step.StepFailure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes GitLab's OAuth applications and the registration through the AI gateway. Passes the
 * client secret from GitLab's response to the gateway's request: it exists nowhere else, not in a
 * field, a result, an event, a row or a log line. A later run that needs a secret renews it.
 *
 * <p>Failure semantics: expected failures are results. Every method may be repeated at any time:
 * the gateway replaces a registration, an application that was created is found by its name, and
 * what is gone counts as removed.
 */
@Startup // An invalid configuration of GitLab or the gateway stops the service at start-up.
@Singleton
public class RegistrationGateway {

  private final GitLabApplications gitLab;
  private final AiGateway aiGateway;

  RegistrationGateway(GitLabApplications gitLab, AiGateway aiGateway) {
    this.gitLab = gitLab;
    this.aiGateway = aiGateway;
  }

  /** The applications in GitLab. */
  public sealed interface Observation {

    record Seen(List<Application> applications) implements Observation {
      public Seen {
        applications = List.copyOf(applications);
      }
    }

    record Failed(StepFailure failure) implements Observation {}
  }

  /** The result of a registration. */
  public sealed interface RegisterResult {

    record Registered(Application application) implements RegisterResult {}

    /**
     * Not registered.
     *
     * @param application the one that was created or whose secret was renewed before the failure;
     *     null when neither happened
     */
    record Failed(StepFailure failure, @Nullable Application application)
        implements RegisterResult {}
  }

  /** Changes nothing. */
  public Observation observe() {
    try {
      return new Observation.Seen(
          gitLab.list().stream().map(RegistrationGateway::application).toList());
    } catch (GitLabException e) {
      return new Observation.Failed(GitLabStepFailures.of(e.failure()));
    }
  }

  /** Gets a new secret, of an existing or a new application, and registers it at once. */
  public RegisterResult register(RegistrationPlan.Register plan, DesiredRegistration desired) {
    ApplicationWithSecret fresh;
    try {
      fresh = withNewSecret(plan.candidates(), desired.application());
    } catch (GitLabException e) {
      return new RegisterResult.Failed(GitLabStepFailures.of(e.failure()), null);
    }
    Application application = application(fresh.application());
    return aiGateway
        .register(desired, application.clientId(), fresh.secret())
        .<RegisterResult>map(failure -> new RegisterResult.Failed(failure, application))
        .orElseGet(() -> new RegisterResult.Registered(application));
  }

  /** Deletes the registration, then the applications. Empty when nothing of ours is left. */
  public Optional<StepFailure> remove(RegistrationPlan.Remove plan) {
    if (plan.applications().isEmpty()) {
      return Optional.empty();
    }
    Optional<StepFailure> failure = aiGateway.unregister(plan.registration());
    if (failure.isPresent()) {
      return failure;
    }
    try {
      plan.applications().forEach(gitLab::delete);
      return Optional.empty();
    } catch (GitLabException e) {
      return Optional.of(GitLabStepFailures.of(e.failure()));
    }
  }

  private ApplicationWithSecret withNewSecret(List<Long> candidates, ApplicationSpec spec) {
    return candidates.stream()
        .flatMap(id -> gitLab.renewSecret(id).stream())
        .findFirst()
        .orElseGet(
            () ->
                gitLab.create(
                    new NewApplication(
                        spec.name(), spec.redirectUri(), spec.scopes(), spec.confidential())));
  }

  private static Application application(OAuthApplication application) {
    return new Application(
        application.id(), application.clientId(), application.name(), application.callbackUrl());
  }
}
