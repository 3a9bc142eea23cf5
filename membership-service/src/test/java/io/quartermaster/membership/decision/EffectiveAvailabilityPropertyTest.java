package io.quartermaster.membership.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EffectiveAvailabilityPropertyTest {

  private static final int TREES = 5_000;

  @Test
  void agreesWithTheModelInRandomTrees() {
    for (int seed = 0; seed < TREES; seed++) {
      ModelTree tree = ModelTree.random(new Random(seed), 12, 8);

      for (int project = 0; project < tree.projects().size(); project++) {
        EffectiveAvailability effective =
            EffectiveAvailability.of(tree.instance(), tree.availabilityOf(project));
        assertThat(effective.on())
            .as("seed %d, project %d of %s", seed, project, tree)
            .isEqualTo(tree.isOn(project));
      }
    }
  }
}
