package io.quartermaster.iamprovisioner.decision.plan;

import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aConvergedAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aDesiredAccess;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.aProvider;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.createdByHand;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.observed;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.permissions;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.permitting;
import static io.quartermaster.iamprovisioner.decision.AccessFixtures.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.iamprovisioner.decision.ObservedAccess;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccessPreviewTest {

  @Test
  void listsStepsAndDrift() {
    AccessPreview preview = preview(Mode.MANAGE, ObservedAccess.nothing());

    assertThat(preview.steps())
        .containsExactly(
            "create_provider " + aDesiredAccess().providerUrl(),
            "create_role " + aDesiredAccess().role().text(),
            "put_policy QDeveloperAccess/gitlab-duo-amazon-q-policy");
    assertThat(preview.summary())
        .containsExactly(
            "3 changes.",
            "change provider: expected " + aDesiredAccess().providerArn() + ", found none",
            "change role: expected " + aDesiredAccess().role().text() + ", found none",
            "change role_inline_policy: expected gitlab-duo-amazon-q-policy, found none");
  }

  @Test
  void saysThatThereIsNothingToChange() {
    AccessPreview preview = preview(Mode.MANAGE, aConvergedAccess());

    assertThat(preview.steps()).isEmpty();
    assertThat(preview.summary()).containsExactly("Nothing to change.");
  }

  @Test
  void hasTheRemedyAndNoStepsForARefusal() {
    AccessPreview preview = preview(Mode.MANAGE, observed(aProvider(), createdByHand()));

    assertThat(preview.steps()).isEmpty();
    assertThat(preview.summary().getFirst()).contains("created by hand");
    assertThat(preview.summary().get(1)).contains("iam-provisioner.mode=adopt");
    assertThat(preview.summary()).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void limitsTheSummaryToTenLines() {
    Set<String> names =
        IntStream.range(0, 20).mapToObj(i -> "foreign-" + i).collect(Collectors.toSet());
    AccessPreview preview =
        preview(Mode.MANAGE, observed(aProvider(), permitting(names, Set.of(), permissions())));

    assertThat(preview.summary()).hasSize(10).last().isEqualTo("and 12 more differences");
  }

  @Test
  void writesADifferenceInOneLine() {
    AccessPreview preview =
        preview(Mode.MANAGE, observed(aProvider(), session(43_200, "one\ntwo\r\n\tthree")));

    assertThat(preview.summary()).hasSize(2).last().asString().endsWith("found one two three");
  }

  private static AccessPreview preview(Mode mode, ObservedAccess observed) {
    return AccessPreview.of(new AccessPlanner(mode).plan(aDesiredAccess(), observed));
  }
}
