package io.quartermaster.messaging.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.UUID;

/**
 * The name under which this process picks work. A named replica keeps its prefix across restarts,
 * so it can release what its previous process had picked.
 *
 * @param replica the same for every process of the replica
 * @param process different for every process
 */
record SchedulerIdentity(UUID replica, UUID process) {

  /** The width of db-scheduler's column. */
  private static final int MAX_NAME = 50;

  static SchedulerIdentity of(Optional<String> instance) {
    UUID replica =
        instance
            .map(name -> UUID.nameUUIDFromBytes(name.getBytes(UTF_8)))
            .orElseGet(UUID::randomUUID);
    return new SchedulerIdentity(replica, UUID.randomUUID());
  }

  String name() {
    return (replica + "/" + process).substring(0, MAX_NAME);
  }
}
