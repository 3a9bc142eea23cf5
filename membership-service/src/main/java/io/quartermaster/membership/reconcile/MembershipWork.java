package io.quartermaster.membership.reconcile;

import static java.util.Objects.requireNonNull;

import io.quartermaster.membership.decision.DesiredInstance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one run works on.
 *
 * @param pausedUntil before this, GitLab is not called
 * @param until when it lets other work go first
 */
record MembershipWork(
    DesiredInstance desired, long userId, @Nullable Instant pausedUntil, Instant until) {
  MembershipWork {
    requireNonNull(desired, "desired");
    requireNonNull(until, "until");
  }
}
