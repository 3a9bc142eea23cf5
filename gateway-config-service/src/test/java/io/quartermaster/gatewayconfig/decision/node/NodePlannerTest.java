package io.quartermaster.gatewayconfig.decision.node;

import static io.quartermaster.gatewayconfig.decision.node.Plans.ABSENT;
import static io.quartermaster.gatewayconfig.decision.node.Plans.MANAGE;
import static io.quartermaster.gatewayconfig.decision.node.Plans.NEXT;
import static io.quartermaster.gatewayconfig.decision.node.Plans.NOW;
import static io.quartermaster.gatewayconfig.decision.node.Plans.OBSERVE;
import static io.quartermaster.gatewayconfig.decision.node.Plans.RIGHT;
import static io.quartermaster.gatewayconfig.decision.node.Plans.SETTLED;
import static io.quartermaster.gatewayconfig.decision.node.Plans.TARGET;
import static io.quartermaster.gatewayconfig.decision.node.Plans.UNKNOWN;
import static io.quartermaster.gatewayconfig.decision.node.Plans.URL;
import static io.quartermaster.gatewayconfig.decision.node.Plans.WRONG;
import static io.quartermaster.gatewayconfig.decision.node.Plans.act;
import static io.quartermaster.gatewayconfig.decision.node.Plans.after;
import static io.quartermaster.gatewayconfig.decision.node.Plans.detail;
import static io.quartermaster.gatewayconfig.decision.node.Plans.endOf;
import static io.quartermaster.gatewayconfig.decision.node.Plans.failure;
import static io.quartermaster.gatewayconfig.decision.node.Plans.files;
import static io.quartermaster.gatewayconfig.decision.node.Plans.job;
import static io.quartermaster.gatewayconfig.decision.node.Plans.noFiles;
import static io.quartermaster.gatewayconfig.decision.node.Plans.plan;
import static io.quartermaster.gatewayconfig.decision.node.Plans.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.gatewayconfig.decision.NodeDrift;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.gatewayconfig.decision.NodeState.Phase;
import io.quartermaster.gatewayconfig.decision.NodeState.Shown;
import io.quartermaster.node.Job;
import io.quartermaster.node.Observation;
import io.quartermaster.node.Observation.Include;
import io.quartermaster.node.Observation.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodePlannerTest {

  @Test
  void endsWithoutAnActionWhenNothingDiffers() {
    NodePlan plan = plan(SETTLED, files(RIGHT));

    assertThat(endOf(plan))
        .isEqualTo(SETTLED.observed("18.9.0", List.of()).verified(TARGET.text(), 2, NOW));
  }

  @Test
  void doesNotReconfigureANodeOfWhichNothingIsKnown() {
    assertThat(act(plan(UNKNOWN, files(RIGHT)))).isEqualTo(new NodeAction.Keep());
  }

  @Test
  void stagesChecksAndReplacesFilesOneActionAtATime() {
    NodeState node = UNKNOWN;
    assertThat(act(plan(node, noFiles(WRONG)))).isInstanceOf(NodeAction.Stage.class);
    node = after(plan(node, noFiles(WRONG)));
    assertThat(node.shown()).isEqualTo(Shown.STAGED);
    assertThat(act(plan(node, noFiles(WRONG)))).isEqualTo(new NodeAction.Check());
    node = after(plan(node, noFiles(WRONG)));
    assertThat(node.shown()).isEqualTo(Shown.CHECKED);
    NodePlan.Act replace = (NodePlan.Act) plan(node, noFiles(WRONG));
    assertThat(replace.before().phase()).isEqualTo(Phase.APPLYING);
    assertThat(replace.action()).isEqualTo(new NodeAction.Replace());
    node = replace.after();
    NodePlan.Act start = (NodePlan.Act) plan(node, files(WRONG));
    assertThat(start.action()).isEqualTo(new NodeAction.Reconfigure(NEXT));
    assertThat(start.before().run().id()).as("stored before the start").isEqualTo(NEXT);
  }

  @Test
  void repairsFilesWithoutAReconfigureWhenTheVariablesAreRight() {
    assertThat(act(plan(SETTLED, noFiles(RIGHT)))).isInstanceOf(NodeAction.Stage.class);
    NodeState applied = SETTLED.to(Phase.APPLIED, TARGET.text(), NOW);
    assertThat(act(plan(applied, files(RIGHT)))).isEqualTo(new NodeAction.Keep());
  }

  @Test
  void reconfiguresWhenOnlyTheVariablesDiffer() {
    assertThat(act(plan(SETTLED, files(WRONG)))).isEqualTo(new NodeAction.Reconfigure(NEXT));
    assertThat(act(plan(SETTLED, files(with(RIGHT, "GITLAB_LICENSE_MODE", "test")))))
        .isEqualTo(new NodeAction.Reconfigure(NEXT));
  }

  @Test
  void reportsDriftOnlyOfANodeThatWasInTheDesiredState() {
    assertThat(((NodePlan.Act) plan(SETTLED, files(WRONG))).before().report().drift())
        .containsExactly(
            new NodeDrift(
                "gateway_variable", "AI_GATEWAY_URL=" + URL, "AI_GATEWAY_URL is not set", false));
    assertThat(((NodePlan.Act) plan(UNKNOWN, files(WRONG))).before().report().drift()).isEmpty();
  }

  @Test
  void showsNoPasswordOfAVariable() {
    Observation seen = files(Map.of("AI_GATEWAY_URL", "https://user:pw@proxy.example.com/x"));

    assertThat(((NodePlan.Act) plan(SETTLED, seen)).before().report().drift())
        .extracting(NodeDrift::found)
        .containsExactly("AI_GATEWAY_URL=https://[redacted]@proxy.example.com/x");
  }

  @Test
  void keepsTheDriftThatWasFoundBeforeTheRepair() {
    NodeState applied =
        ((NodePlan.Act) plan(SETTLED, noFiles(WRONG)))
            .after()
            .to(Phase.APPLIED, TARGET.text(), NOW);

    NodePlan.Act start = (NodePlan.Act) plan(applied, files(WRONG));

    assertThat(start.before().report().drift())
        .extracting(NodeDrift::what)
        .containsExactly("gateway_include", "gateway_statement", "gateway_variable");
    assertThat(start.after().verified(TARGET.text(), 2, NOW).report().drift())
        .isNotEmpty()
        .allMatch(NodeDrift::repaired);
  }

  @Test
  void onlyShowsDriftInModeObserve() {
    NodeState end = endOf(plan(OBSERVE, TARGET, UNKNOWN, noFiles(WRONG)));

    assertThat(failure(end)).isEqualTo("gateway_configuration_differs");
    assertThat(end.report().drift()).hasSize(3).noneMatch(NodeDrift::repaired);
    assertThat(plan(OBSERVE, TARGET, UNKNOWN, files(RIGHT))).isInstanceOf(NodePlan.End.class);
  }

  @Test
  void stagesAgainForOtherSettings() {
    NodeState staged = UNKNOWN.to(Phase.STAGED, "earlier settings", NOW);

    assertThat(act(plan(staged, noFiles(WRONG)))).isInstanceOf(NodeAction.Stage.class);
  }

  @Test
  void doesNotReplaceFilesAgainThatWereChangedAfterwards() {
    NodeState applied = UNKNOWN.to(Phase.APPLIED, TARGET.text(), NOW);

    NodeState end = endOf(plan(applied, noFiles(WRONG)));

    assertThat(failure(end)).isEqualTo("gitlab_rb_changed_concurrently");
    assertThat(act(plan(end, noFiles(WRONG)))).as("next pass").isInstanceOf(NodeAction.Stage.class);
  }

  @Test
  void refusesInvalidRubyWithItsLine() {
    Observation invalid =
        new Observation(
            "18.9.0",
            new Observation.Hashes("a", null),
            Statement.ABSENT,
            12,
            new Include(Include.State.ABSENT, List.of()),
            WRONG,
            null);

    assertThat(detail(endOf(plan(UNKNOWN, invalid)))).contains("line 12").contains("rails-1");
  }

  @Test
  void removesTheFilesAndReconfiguresOnceAfterTheDisconnect() {
    NodeState checked = SETTLED.to(Phase.CHECKED, ABSENT.text(), NOW);
    NodePlan.Act replace = (NodePlan.Act) plan(MANAGE, ABSENT, checked, files(RIGHT));
    assertThat(replace.action()).isEqualTo(new NodeAction.Replace());
    NodePlan.Act start = (NodePlan.Act) plan(MANAGE, ABSENT, replace.after(), noFiles(RIGHT));
    assertThat(start.action()).isEqualTo(new NodeAction.Reconfigure(NEXT));
    assertThat(
            act(plan(MANAGE, ABSENT, start.after(), noFiles(WRONG, job(NEXT, Job.State.ENDED, 0)))))
        .isEqualTo(new NodeAction.Keep());
    assertThat(act(plan(MANAGE, ABSENT, UNKNOWN, noFiles(RIGHT))))
        .as("nothing to remove")
        .isEqualTo(new NodeAction.Keep());
  }
}
