package io.quartermaster.settings.setup;

import static java.util.Objects.requireNonNull;

import io.quartermaster.contracts.Difference;
import java.time.Instant;
import java.util.List;

/**
 * What a service saw when it last looked at its part of the world.
 *
 * @param drift what differed, in its order; empty when nothing did
 */
record StepLook(Instant at, List<Difference> drift) {

  StepLook {
    requireNonNull(at, "at");
    drift = List.copyOf(drift);
  }
}
