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
  private static final Duration RESYNC_INTERVAL = Duration.ofMinutes(15);

  @Test
  void readsProjectsThenGroupsThenMemberships() {
    TreeScan scan = new TreeScan(1, Phase.PROJECTS, "a", 3, START);

    assertThat(scan.nextPhase()).isEqualTo(new TreeScan(1, Phase.GROUPS, null, 3, START));
    assertThat(Stream.iterate(scan, TreeScan::nextPhase).limit(6).map(TreeScan::phase))
        .containsExactly(
            Phase.PROJECTS,
            Phase.GROUPS,
            Phase.PROJECT_MEMBERSHIPS,
            Phase.GROUP_MEMBERSHIPS,
            Phase.COMPLETE,
            Phase.COMPLETE);
  }

  @Test
  void resumesAnInterruptedScanForAnHour() {
    TreeScan scan = new TreeScan(1, Phase.PROJECTS, "a", 3, START);

    assertThat(scan.isResumable(START.plusSeconds(3599))).isTrue();
    assertThat(scan.isResumable(START.plusSeconds(3600))).isFalse();
    assertThat(complete().isResumable(START)).isFalse();
  }

  @Test
  void scansAgainForNewSettingsOrOnResync() {
    assertThat(due(complete(), 3, null, START.plusSeconds(60))).isFalse();
    assertThat(due(null, 3, null, START)).as("never scanned").isTrue();
    assertThat(due(complete(), 4, null, START)).as("newer settings").isTrue();
    assertThat(due(complete(), 3, null, START.plus(RESYNC_INTERVAL))).as("resync").isTrue();
  }

  @Test
  void continuesAnOutdatedScanAndScansAgain() {
    TreeScan scan = new TreeScan(1, Phase.GROUPS, "a", TreeScan.OUTDATED, START);

    assertThat(scan.isOutdated()).isTrue();
    assertThat(scan.isResumable(START.plusSeconds(60))).isTrue();
    TreeScan complete = scan.nextPhase().nextPhase().nextPhase();
    assertThat(due(complete, 1, null, START.plusSeconds(60))).isTrue();
    assertThat(complete().isOutdated()).isFalse();
  }

  @Test
  void endsAScanWithoutMemberships() {
    TreeScan scan = new TreeScan(1, Phase.PROJECT_MEMBERSHIPS, "a", 3, START).withoutMemberships();

    assertThat(scan.isOver()).isTrue();
    assertThat(scan.isResumable(START)).isFalse();
    assertThat(due(scan, 3, null, START.plusSeconds(60))).isFalse();
  }

  @Test
  void scansOnceForAnUnknownScope() {
    assertThat(due(complete(), 3, START.plusSeconds(1), START.plusSeconds(2))).isTrue();
    assertThat(due(complete(), 3, START.minusSeconds(1), START.plusSeconds(2)))
        .as("the scan after it did not find the scope either")
        .isFalse();
  }

  private static TreeScan complete() {
    return new TreeScan(1, Phase.COMPLETE, null, 3, START);
  }

  private static boolean due(
      @Nullable TreeScan latest, long revision, @Nullable Instant unknownScopeSince, Instant now) {
    return TreeScan.isDue(latest, revision, unknownScopeSince, now, RESYNC_INTERVAL);
  }
}
