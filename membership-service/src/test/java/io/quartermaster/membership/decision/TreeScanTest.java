package io.quartermaster.membership.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.membership.decision.TreeScan.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TreeScanTest {

  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

  @Test
  void projectsComeBeforeGroupsAndMembershipsLast() {
    TreeScan scan = new TreeScan(1, Phase.PROJECTS, "a", 3, START);

    assertThat(scan.phaseDone()).isEqualTo(new TreeScan(1, Phase.GROUPS, null, 3, START));
    assertThat(Stream.iterate(scan, TreeScan::phaseDone).limit(6).map(TreeScan::phase))
        .containsExactly(
            Phase.PROJECTS,
            Phase.GROUPS,
            Phase.PROJECT_MEMBERSHIPS,
            Phase.GROUP_MEMBERSHIPS,
            Phase.COMPLETE,
            Phase.COMPLETE);
  }

  @Test
  void anInterruptedWalkGoesOnWhereItWasForAnHour() {
    TreeScan scan = new TreeScan(1, Phase.PROJECTS, "a", 3, START);

    assertThat(scan.resumable(START.plusSeconds(3599))).isTrue();
    assertThat(scan.resumable(START.plusSeconds(3600))).isFalse();
    assertThat(complete().resumable(START)).isFalse();
  }

  @Test
  void theTreeIsReadAgainOnlyForAReason() {
    assertThat(due(complete(), 3, null, START.plusSeconds(60))).isFalse();
    assertThat(due(null, 3, null, START)).as("never read").isTrue();
    assertThat(due(complete(), 4, null, START)).as("settings saved anew").isTrue();
    assertThat(due(complete(), 3, null, START.plus(LOOK_AGAIN))).as("time to look again").isTrue();
  }

  @Test
  void aWalkThatBecameOutdatedGoesOnAndIsFollowedByAnother() {
    TreeScan scan = new TreeScan(1, Phase.GROUPS, "a", TreeScan.NO_SETTINGS, START);

    assertThat(scan.isOutdated()).isTrue();
    assertThat(scan.resumable(START.plusSeconds(60))).isTrue();
    TreeScan complete = scan.phaseDone().phaseDone().phaseDone();
    assertThat(due(complete, 1, null, START.plusSeconds(60))).isTrue();
    assertThat(complete().isOutdated()).isFalse();
  }

  @Test
  void aWalkWithoutMembershipsIsOver() {
    TreeScan scan = new TreeScan(1, Phase.PROJECT_MEMBERSHIPS, "a", 3, START).withoutMemberships();

    assertThat(scan.isOver()).isTrue();
    assertThat(scan.resumable(START)).isFalse();
    assertThat(due(scan, 3, null, START.plusSeconds(60))).isFalse();
  }

  @Test
  void aChoiceForAScopeThatIsNotInTheTreeIsAReasonOnce() {
    assertThat(due(complete(), 3, START.plusSeconds(1), START.plusSeconds(2))).isTrue();
    assertThat(due(complete(), 3, START.minusSeconds(1), START.plusSeconds(2)))
        .as("the walk after it did not find the scope either")
        .isFalse();
  }

  private static TreeScan complete() {
    return new TreeScan(1, Phase.COMPLETE, null, 3, START);
  }

  private static boolean due(
      @Nullable TreeScan latest, long revision, @Nullable Instant strangerSince, Instant now) {
    return TreeScan.isDue(latest, revision, strangerSince, now, LOOK_AGAIN);
  }
}
