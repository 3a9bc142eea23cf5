package io.quartermaster.messaging.reconcile;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nothing but the wake-up after the commit can start a run in time: the poll comes too late. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestProfile(ReconcileWakeUpIT.PollsOnceAnHour.class)
class ReconcileWakeUpIT {

  @Inject QueueProbe probe;

  @Test
  void runsAtOnceAfterTheCommit() {
    for (int request = 0; request < 3; request++) {
      String key = "key-" + UUID.randomUUID();
      probe.request(key);
      probe.awaitRuns(key, 1);
    }
  }

  /** The poll at the start is not a wake-up. */
  public static final class PollsOnceAnHour implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quartermaster.messaging.reconcile.poll-interval", "1h");
    }
  }
}
