package io.quartermaster.iamprovisioner.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.quartermaster.iamprovisioner.decision.AccessLimits;
import io.quartermaster.iamprovisioner.decision.DesiredAccess;
import io.quartermaster.iamprovisioner.decision.Refusal;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlan;
import io.quartermaster.iamprovisioner.decision.plan.AccessPlanner;
import io.quartermaster.iamprovisioner.decision.plan.AccessPreview;
import io.quartermaster.iamprovisioner.decision.plan.AccessStep;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.effect.IamGateway;
import io.quartermaster.iamprovisioner.effect.Observation;
import io.quartermaster.iamprovisioner.effect.Setback;
import io.quartermaster.iamprovisioner.effect.StepResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Observes, plans and applies, until nothing differs. AWS answers a write only after it is done, so
 * a plan that was applied as planned is not read back; only an answer that contradicts the
 * observation ("exists already") leads to another look.
 *
 * <p>Failure semantics: stops at the first setback and changes nothing more; an interrupted run
 * leaves a state that the next observation sees.
 */
final class AccessConvergence {
  /** Enough to see what another writer made meanwhile; more is left to the queue. */
  private static final int LOOKS = 2;

  private static final Logger LOG = Logger.getLogger(AccessConvergence.class);

  private final IamGateway gateway;
  private final AccessPlanner planner;
  private final MeterRegistry metrics;

  AccessConvergence(IamGateway gateway, AccessPlanner planner, MeterRegistry metrics) {
    this.gateway = gateway;
    this.planner = planner;
    this.metrics = metrics;
  }

  Convergence converge(DesiredAccess desired) {
    Optional<Refusal> limit = AccessLimits.refusal(desired);
    if (limit.isPresent()) {
      return new Convergence.Stopped(new Setback.Refused(limit.get()), List.of());
    }
    Run run = new Run(desired);
    for (int look = 0; look < LOOKS; look++) {
      Optional<Convergence> end = run.look();
      if (end.isPresent()) {
        return end.get();
      }
    }
    return run.contradiction();
  }

  /** What {@link #converge} would do now, without doing it. */
  AccessPreview preview(DesiredAccess desired) {
    return AccessLimits.refusal(desired)
        .map(AccessPreview::of)
        .orElseGet(
            () ->
                switch (gateway.observe(desired)) {
                  case Setback setback -> AccessPreview.of(setback.reason());
                  case Observation.Seen seen ->
                      AccessPreview.of(planner.plan(desired, seen.access()));
                });
  }

  /** One attempt; remembers what it saw and whether it changed anything. */
  private final class Run {
    private final DesiredAccess desired;
    private final Set<Drift> drift = new LinkedHashSet<>();
    private boolean repaired;

    Run(DesiredAccess desired) {
      this.desired = desired;
    }

    /** Empty when AWS contradicted itself and another look is needed. */
    Optional<Convergence> look() {
      return switch (gateway.observe(desired)) {
        case Setback setback -> Optional.of(stopped(setback));
        case Observation.Seen seen -> follow(planner.plan(desired, seen.access()));
      };
    }

    private Optional<Convergence> follow(AccessPlan plan) {
      drift.addAll(plan.drift());
      return switch (plan) {
        case AccessPlan.Rejected rejected ->
            Optional.of(stopped(new Setback.Refused(rejected.refusal())));
        case AccessPlan.Converge converge -> apply(converge.steps());
      };
    }

    private Optional<Convergence> apply(List<AccessStep> steps) {
      for (AccessStep step : steps) {
        StepResult result = gateway.apply(desired, step);
        count(step, result);
        switch (result) {
          case StepResult.Applied ignored -> repaired = true;
          case StepResult.AlreadyDone ignored -> {
            return Optional.empty();
          }
          case Setback setback -> {
            return Optional.of(stopped(setback));
          }
        }
      }
      return Optional.of(new Convergence.Converged(repaired, List.copyOf(drift)));
    }

    Convergence contradiction() {
      return stopped(new Setback.Settling(new Setback.Refused(planner.refusalOfUnseen(desired))));
    }

    private Convergence stopped(Setback why) {
      return new Convergence.Stopped(why, List.copyOf(drift));
    }
  }

  private void count(AccessStep step, StepResult result) {
    String word =
        switch (result) {
          case StepResult.Applied ignored -> "applied";
          case StepResult.AlreadyDone ignored -> "already_done";
          case Setback.Refused ignored -> "refused";
          case Setback.Unavailable ignored -> "unavailable";
          case Setback.Settling ignored -> "settling";
        };
    metrics.counter("quartermaster.iam.steps", "step", step.wireName(), "result", word).increment();
    LOG.infof("IAM step: step=%s result=%s", step.wireName(), word);
  }
}
