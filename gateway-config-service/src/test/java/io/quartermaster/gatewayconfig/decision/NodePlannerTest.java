package io.quartermaster.gatewayconfig.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodePlannerTest {

  private static final EnvBlock WANTED = new EnvBlock(Map.of("A", "b"), Set.of());
  private static final String SETTLED = "gitlab_rails['env'] = { 'A' => 'b' }\n";

  @Test
  void nothingIsDoneWhenNothingDiffersAndTheLastReconfigureEndedWell() {
    assertThat(NodePlanner.plan("n", WANTED, SETTLED, false)).isEqualTo(new NodePlan.Nothing());
  }

  @Test
  void aReconfigureThatWasNotSeenToEndWellIsDoneAgain() {
    assertThat(NodePlanner.plan("n", WANTED, SETTLED, true))
        .isEqualTo(new NodePlan.Push(List.of(new NodeStep.Reconfigure())));
  }

  @Test
  void aFileThatDiffersIsWrittenAndTakenOver() {
    assertThat(NodePlanner.plan("n", WANTED, "", false))
        .isInstanceOfSatisfying(
            NodePlan.Push.class,
            push ->
                assertThat(push.steps())
                    .hasExactlyElementsOfTypes(
                        NodeStep.WriteFile.class, NodeStep.Reconfigure.class));
  }

  @Test
  void aFileThatCannotBeChangedSafelyBlocksAndSaysTheNodeTheLineAndTheWayOut() {
    assertThat(NodePlanner.plan("rails-1", WANTED, "\ngitlab_rails['env'] = x\n", true))
        .isInstanceOfSatisfying(
            NodePlan.Blocked.class,
            blocked -> {
              assertThat(blocked.failure().kind()).isEqualTo(NodeFailure.Kind.REFUSED);
              assertThat(blocked.failure().code()).isEqualTo("gitlab_rb_not_editable");
              assertThat(blocked.failure().detail()).contains("rails-1").contains("line 2");
              assertThat(blocked.failure().remedy()).contains("gitlab_rails['env']");
            });
  }

  @Test
  void theTextOfTheFileIsInNoMessage() {
    assertThat(new NodeStep.WriteFile("a-secret", "a-secret too").toString())
        .doesNotContain("a-secret");
  }
}
