package io.quartermaster.iamprovisioner.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.quartermaster.iamprovisioner.decision.AccessLimits;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.TaggedResources;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlan;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.AccessPreview;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.Refusals;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.IamGateway.Observation;
import io.quartermaster.iamprovisioner.effect.IamGateway.StepResult;
import io.quartermaster.step.StepFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Observes, plans and applies. AWS responds to a write after it is done, so applied steps are not
 * read back; only a step that contradicts the observation leads to another observation.
 *
 * <p>Failure semantics: stops at the first failure and changes nothing more. Applied steps stay;
 * the next run continues from what it observes.
 */
@ApplicationScoped
class Convergence {
  /** Enough to see what another writer created; more is left to the queue. */
  private static final int MAX_OBSERVATIONS = 2;

  private static final Logger LOG = Logger.getLogger(Convergence.class);

  private final IamGateway gateway;
  private final AccessPlanner planner;
  private final MeterRegistry metrics;

  Convergence(IamGateway gateway, AccessPlanner planner, MeterRegistry metrics) {
    this.gateway = gateway;
    this.planner = planner;
    this.metrics = metrics;
  }

  /**
   * The result of a run.
   *
   * @param failure null when AWS is in the desired state
   * @param drift what differed, in a stable order; repaired if its step was applied, also when a
   *     later one failed
   * @param tagged what had the ownership tag when it was observed, or got it from an applied step
   */
  record Result(@Nullable StepFailure failure, List<Drift> drift, TaggedResources tagged) {

    Result(@Nullable StepFailure failure, List<Drift> drift) {
      this(failure, drift, TaggedResources.NONE);
    }

    static Result nothingToDo() {
      return new Result(null, List.of());
    }

    /**
     * With what attempts since the last success repaired. A read that does not show that yet can
     * have found the same difference again; it is listed once, as repaired.
     */
    Result after(List<Drift> repairedBefore) {
      List<Drift> known = repairedBefore.stream().map(Drift::unrepaired).toList();
      List<Drift> all = new ArrayList<>(repairedBefore);
      drift.stream().filter(each -> !known.contains(each.unrepaired())).forEach(all::add);
      return new Result(failure, List.copyOf(all), tagged);
    }

    List<Drift> repairs() {
      return drift.stream().filter(Drift::repaired).toList();
    }

    boolean repaired() {
      return !repairs().isEmpty();
    }

    /** The drift that remains, one difference a line; for comparison with the last check. */
    String unrepairedDrift() {
      return drift.stream()
          .filter(difference -> !difference.repaired())
          .map(Drift::text)
          .collect(Collectors.joining("\n"));
    }
  }

  Result converge(DesiredAccess desired) {
    Optional<StepFailure> violation = AccessLimits.violation(desired);
    if (violation.isPresent()) {
      return new Result(violation.get(), List.of());
    }
    Attempt attempt = new Attempt(desired);
    for (int i = 0; i < MAX_OBSERVATIONS; i++) {
      switch (gateway.observe(desired)) {
        case Observation.Failed(var failure) -> {
          return attempt.end(failure);
        }
        case Observation.Observed(var access) -> {
          AccessPlan plan = planner.plan(desired, access);
          attempt.observed(access, plan);
          Optional<Result> result = apply(desired, plan, attempt);
          if (result.isPresent()) {
            return result.get();
          }
        }
      }
    }
    return attempt.end(new StepFailure.Settling(Refusals.existsButNotVisible(desired)));
  }

  /** What {@link #converge} would do. Changes nothing; a failure is a preview without steps. */
  AccessPreview preview(DesiredAccess desired) {
    return AccessLimits.violation(desired)
        .map(AccessPreview::of)
        .orElseGet(
            () ->
                switch (gateway.observe(desired)) {
                  case Observation.Failed(var failure) -> AccessPreview.of(failure);
                  case Observation.Observed(var access) ->
                      AccessPreview.of(planner.plan(desired, access));
                });
  }

  /** Empty when AWS contradicts the observation. */
  private Optional<Result> apply(DesiredAccess desired, AccessPlan plan, Attempt attempt) {
    return switch (plan) {
      case AccessPlan.Rejected rejected -> Optional.of(attempt.end(rejected.reason()));
      case AccessPlan.Apply apply -> {
        for (AccessPlan.Repair repair : apply.repairs()) {
          StepResult result = gateway.apply(desired, repair.step());
          count(repair.step(), result);
          switch (result) {
            case StepResult.Applied() -> attempt.applied(repair);
            case StepResult.AlreadyExists() -> {
              yield Optional.empty();
            }
            case StepResult.Failed(var failure) -> {
              yield Optional.of(attempt.end(failure));
            }
          }
        }
        yield Optional.of(attempt.end(null));
      }
    };
  }

  private void count(AccessStep step, StepResult result) {
    String label =
        switch (result) {
          case StepResult.Applied() -> "applied";
          case StepResult.AlreadyExists() -> "already_exists";
          case StepResult.Failed(StepFailure.Refused ignored) -> "refused";
          case StepResult.Failed(StepFailure.Unavailable ignored) -> "unavailable";
          case StepResult.Failed(StepFailure.Settling ignored) -> "settling";
        };
    metrics
        .counter("quartermaster.iam.steps", "step", step.wireName(), "result", label)
        .increment();
    LOG.infof("IAM step: step=%s result=%s", step.wireName(), label);
  }
}
