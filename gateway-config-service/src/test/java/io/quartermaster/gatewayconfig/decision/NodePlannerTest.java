package io.quartermaster.gatewayconfig.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.step.StepFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodePlannerTest {

  private static final EnvBlock DESIRED = new EnvBlock(Map.of("A", "b"), Set.of());
  private static final String SETTLED = "gitlab_rails['env'] = { 'A' => 'b' }\n";

  @Test
  void plansNothingWithoutDriftAfterASuccessfulReconfigure() {
    assertThat(NodePlanner.plan("n", DESIRED, SETTLED, false)).isEqualTo(new NodePlan.Nothing());
  }

  @Test
  void repeatsAReconfigureThatWasNotSeenToSucceed() {
    assertThat(NodePlanner.plan("n", DESIRED, SETTLED, true))
        .isEqualTo(new NodePlan.Push(List.of(new NodeStep.Reconfigure())));
  }

  @Test
  void writesAChangedFileAndReconfigures() {
    assertThat(NodePlanner.plan("n", DESIRED, "", false))
        .isInstanceOfSatisfying(
            NodePlan.Push.class,
            push ->
                assertThat(push.steps())
                    .hasExactlyElementsOfTypes(
                        NodeStep.WriteFile.class, NodeStep.Reconfigure.class));
  }

  @Test
  void blocksAFileThatCannotBeEditedSafelyAndNamesNodeLineAndRemedy() {
    assertThat(NodePlanner.plan("rails-1", DESIRED, "\ngitlab_rails['env'] = x\n", true))
        .isInstanceOfSatisfying(
            NodePlan.Blocked.class,
            blocked -> {
              assertThat(blocked.failure()).isInstanceOf(StepFailure.Refused.class);
              assertThat(blocked.failure().code()).isEqualTo("gitlab_rb_not_editable");
              assertThat(blocked.failure().detail()).contains("rails-1").contains("line 2");
              assertThat(blocked.failure().remedy()).contains("gitlab_rails['env']");
            });
  }

  @Test
  void redactsTheTextOfTheFile() {
    assertThat(new NodeStep.WriteFile("a-secret", "a-secret too").toString())
        .doesNotContain("a-secret");
  }
}
