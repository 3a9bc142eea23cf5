package io.quartermaster.messaging.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.UUID;

/**
 * Who picks work. A replica with a name has the same beginning after a restart, and so knows what
 * it had picked before: nobody has to wait for its missing heartbeats.
 *
 * @param replica the same for every process of the replica
 * @param process another one for every process
 */
record SchedulerIdentity(UUID replica, UUID process) {

  /** As long as db-scheduler's column is wide. */
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
