package io.quartermaster.gatewayconfig.decision.node;

import static io.quartermaster.gatewayconfig.decision.node.Plans.JOB;
import static io.quartermaster.gatewayconfig.decision.node.Plans.NEXT;
import static io.quartermaster.gatewayconfig.decision.node.Plans.NOW;
import static io.quartermaster.gatewayconfig.decision.node.Plans.RIGHT;
import static io.quartermaster.gatewayconfig.decision.node.Plans.SETTLED;
import static io.quartermaster.gatewayconfig.decision.node.Plans.TARGET;
import static io.quartermaster.gatewayconfig.decision.node.Plans.UNKNOWN;
import static io.quartermaster.gatewayconfig.decision.node.Plans.WRONG;
import static io.quartermaster.gatewayconfig.decision.node.Plans.act;
import static io.quartermaster.gatewayconfig.decision.node.Plans.after;
import static io.quartermaster.gatewayconfig.decision.node.Plans.detail;
import static io.quartermaster.gatewayconfig.decision.node.Plans.endOf;
import static io.quartermaster.gatewayconfig.decision.node.Plans.failure;
import static io.quartermaster.gatewayconfig.decision.node.Plans.files;
import static io.quartermaster.gatewayconfig.decision.node.Plans.job;
import static io.quartermaster.gatewayconfig.decision.node.Plans.moment;
import static io.quartermaster.gatewayconfig.decision.node.Plans.noFiles;
import static io.quartermaster.gatewayconfig.decision.node.Plans.plan;
import static io.quartermaster.gatewayconfig.decision.node.Plans.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.gatewayconfig.decision.NodeState.Phase;
import io.quartermaster.gatewayconfig.decision.NodeState.Shown;
import io.quartermaster.node.Job;
import io.quartermaster.node.NodeFailure;
import io.quartermaster.node.NodeGoal;
import io.quartermaster.node.Observation;
import io.quartermaster.step.StepFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The part of the planner that starts jobs and evaluates their ends. */
class ReconfigurePlanTest {

  @Test
  void waitsForARunningJobAndAdoptsOneThatItDoesNotKnow() {
    NodePlan.Wait wait =
        (NodePlan.Wait) plan(UNKNOWN, files(WRONG, job(JOB, Job.State.RUNNING, null)));

    assertThat(wait.state().run().id()).isEqualTo(JOB);
    assertThat(wait.state().shown()).isEqualTo(Shown.APPLYING);
    assertThat(wait.time()).isEqualTo(Duration.ofSeconds(1));
    assertThat(JobPolling.interval(Duration.ofSeconds(50))).isEqualTo(Duration.ofSeconds(5));
    assertThat(JobPolling.interval(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void reportsARunningJobEveryTenSecondsUntilItIsLate() {
    assertThat(isReported(Duration.ofSeconds(3))).isFalse();
    assertThat(isReported(Duration.ofMillis(9_100))).isTrue();
    assertThat(isReported(Duration.ofSeconds(10))).isFalse();
    assertThat(isReported(Duration.ofMinutes(5))).isTrue();
  }

  private static boolean isReported(Duration running) {
    NodeState since = UNKNOWN.starting(JOB, TARGET.text(), NOW.minus(running));
    return ((NodePlan.Wait) plan(since, files(WRONG, job(JOB, Job.State.RUNNING, null)))).report();
  }

  @Test
  void verifiesAfterAJobThatEndedWell() {
    NodePlan.Act keep = (NodePlan.Act) plan(started(), files(RIGHT, job(JOB, Job.State.ENDED, 0)));

    assertThat(keep.action()).isEqualTo(new NodeAction.Keep());
    assertThat(keep.after().phase()).isEqualTo(Phase.VERIFIED);
    assertThat(keep.after().hasJob()).isFalse();
  }

  @Test
  void refusesVariablesThatAreNotInEffectAfterAJobThatEndedWellAndDoesNotRetry() {
    NodeState end = endOf(plan(started(), files(WRONG, job(JOB, Job.State.ENDED, 0))));

    assertThat(failure(end)).isEqualTo("gateway_variables_not_effective");
    NodeState again = endOf(plan(end, files(WRONG)));
    assertThat(failure(again)).isEqualTo("gateway_variables_not_effective");
    assertThat(act(plan(end, files(RIGHT))))
        .as("repaired by hand")
        .isInstanceOf(NodeAction.Keep.class);
  }

  @Test
  void restoresTheLastGoodFilesAfterAFailedJob() {
    NodePlan.Proceed proceed =
        (NodePlan.Proceed) plan(started(), files(WRONG, job(JOB, Job.State.ENDED, 1)));
    assertThat(proceed.state().shown()).isEqualTo(Shown.ROLLING_BACK);

    NodePlan.Act stage = (NodePlan.Act) plan(proceed.state(), files(WRONG));
    assertThat(stage.action())
        .isInstanceOfSatisfying(
            NodeAction.Stage.class,
            action -> assertThat(action.goal()).isEqualTo(new NodeGoal.LastGood()));
    assertThat(act(plan(stage.after(), files(WRONG)))).isEqualTo(new NodeAction.Check());
    NodeState checked = after(plan(stage.after(), files(WRONG)));
    assertThat(act(plan(checked, files(WRONG)))).isEqualTo(new NodeAction.Replace());
    NodeState replaced = after(plan(checked, files(WRONG)));
    NodePlan.Act start = (NodePlan.Act) plan(replaced, noFiles(WRONG));
    assertThat(start.action()).isEqualTo(new NodeAction.Reconfigure(NEXT));

    Job restored = new Job(NEXT, Job.State.ENDED, 0, NOW, null, "gitlab Reconfigured!");
    NodeState end = endOf(plan(start.after(), noFiles(WRONG, restored)));
    assertThat(failure(end)).isEqualTo("reconfigure_failed");
    assertThat(detail(end)).contains("restored and in effect");
    assertThat(end.run().output()).as("of the run that failed").isEqualTo("output");
    assertThat(failure(endOf(plan(end, noFiles(WRONG)))))
        .as("on resync")
        .isEqualTo("reconfigure_failed");
  }

  @Test
  void saysThatTheCauseIsElsewhereWhenTheLastGoodFilesFailToo() {
    NodeState rollingBack =
        started()
            .jobEnded(true, "output")
            .rollBack(TARGET.text(), NOW)
            .starting(NEXT, TARGET.text(), NOW);

    NodeState end = endOf(plan(rollingBack, noFiles(WRONG, job(NEXT, Job.State.ENDED, 1))));

    assertThat(detail(end)).contains("the cause is elsewhere");
    assertThat(detail(endOf(plan(end, noFiles(WRONG))))).contains("the cause is elsewhere");
  }

  @Test
  void triesNewerSettingsInsteadOfARollBack() {
    NodeState earlier = UNKNOWN.starting(JOB, "earlier settings", NOW.minusSeconds(60));

    NodePlan plan = plan(earlier, noFiles(WRONG, job(JOB, Job.State.ENDED, 1)));

    assertThat(((NodePlan.Proceed) plan).state().rollingBack()).isFalse();
  }

  @Test
  void reportsALateJobOnceInAPassAndRecognizesItsEnd() {
    NodeState late = UNKNOWN.starting(JOB, TARGET.text(), NOW.minusSeconds(3600));
    Observation running = files(WRONG, job(JOB, Job.State.RUNNING, null));

    NodeState reported = endOf(plan(late, running));

    assertThat(failure(reported)).isEqualTo("reconfigure_timed_out");
    assertThat(reported.shown()).isEqualTo(Shown.APPLYING);
    assertThat(plan(reported, running)).isInstanceOf(NodePlan.Wait.class);
    NodePlan.Act keep = (NodePlan.Act) plan(reported, files(RIGHT, job(JOB, Job.State.ENDED, 0)));
    assertThat(keep.after().report().failure()).isNull();
  }

  @Test
  void repeatsALostJobOnce() {
    Observation lost = files(RIGHT, job(JOB, Job.State.LOST, null));
    NodePlan.Proceed proceed = (NodePlan.Proceed) plan(started(), lost);
    NodePlan.Act start = (NodePlan.Act) plan(proceed.state(), files(RIGHT));
    assertThat(start.action()).isEqualTo(new NodeAction.Reconfigure(NEXT));

    NodeState end = endOf(plan(start.after(), files(RIGHT, job(NEXT, Job.State.LOST, null))));

    assertThat(end.report().failure()).isInstanceOf(StepFailure.Unavailable.class);
  }

  @Test
  void reconfiguresAfterALossOfTheDatabaseWhenTheLastJobWasLost() {
    Observation lost = files(RIGHT, job(JOB, Job.State.LOST, null));

    NodeState adopted = ((NodePlan.Proceed) plan(UNKNOWN, lost)).state();
    NodeState required = ((NodePlan.Proceed) plan(adopted, lost)).state();

    assertThat(act(plan(required, lost))).isEqualTo(new NodeAction.Reconfigure(NEXT));
    assertThat(act(plan(UNKNOWN, files(RIGHT, job(JOB, Job.State.ENDED, 0)))))
        .isEqualTo(new NodeAction.Keep());
  }

  @Test
  void startsAJobThatWasStoredAndNotStartedWithTheSameId() {
    assertThat(act(plan(started(), files(WRONG)))).isEqualTo(new NodeAction.Reconfigure(JOB));
    assertThat(act(plan(started(), files(WRONG, job(NEXT, Job.State.ENDED, 0)))))
        .isEqualTo(new NodeAction.Reconfigure(JOB));
  }

  @Test
  void forgetsAJobThatWasNotStartedForEarlierSettings() {
    NodeState earlier = UNKNOWN.starting(JOB, "earlier settings", NOW.minusSeconds(60));

    assertThat(((NodePlan.Proceed) plan(earlier, noFiles(WRONG))).state().hasJob()).isFalse();
  }

  @Test
  void waitsWhileSettingsAreSavedAgainAndAgain() {
    NodeState ended =
        UNKNOWN.starting(JOB, "earlier settings", NOW.minusSeconds(20)).jobEnded(false, null);

    assertThat(plan(ended, noFiles(WRONG), NOW.minusSeconds(1))).isInstanceOf(NodePlan.Wait.class);
    assertThat(plan(ended, noFiles(WRONG), NOW.minusSeconds(3))).isInstanceOf(NodePlan.Act.class);
    assertThat(plan(UNKNOWN, noFiles(WRONG), NOW)).isInstanceOf(NodePlan.Act.class);
  }

  @Test
  void forgetsAJobThatTheNodeRefusedAndKeepsOneWhoseAnswerWasLost() {
    NodePlan.Act start = (NodePlan.Act) plan(SETTLED, files(WRONG));
    NodePlanner.Moment moment = moment(NOW.minusSeconds(3600));

    NodeState refused =
        NodePlanner.failed(start, new NodeFailure("missing", "No.", "Act.", false), moment);
    NodeState lost =
        NodePlanner.failed(start, new NodeFailure("down", "No.", "Wait.", true), moment);

    assertThat(refused.hasJob()).isFalse();
    assertThat(refused.phase()).isEqualTo(Phase.FAILED);
    assertThat(lost.run().id()).isEqualTo(NEXT);
  }
}
