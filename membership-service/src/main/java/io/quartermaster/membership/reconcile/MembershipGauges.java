package io.quartermaster.membership.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.store.MembershipRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;

/**
 * Projects by state, counted in the database, so every replica reports the same; at most every ten
 * seconds. NaN while the database is unavailable.
 */
@ApplicationScoped
class MembershipGauges {

  private static final Duration MAX_AGE = Duration.ofSeconds(10);

  private final MembershipRepository memberships;
  private final MeterRegistry meters;
  private final Clock clock;
  private MembershipCounts counts = new MembershipCounts(0, 0, 0, 0);
  private Instant countedAt = Instant.EPOCH;

  MembershipGauges(MembershipRepository memberships, MeterRegistry meters, Clock clock) {
    this.memberships = memberships;
    this.meters = meters;
    this.clock = clock;
  }

  void register(@Observes StartupEvent start) {
    gauge("desired", MembershipCounts::desired);
    gauge("settled", MembershipCounts::settled);
    gauge("pending", MembershipCounts::pending);
    gauge("refused", MembershipCounts::refused);
  }

  private void gauge(String state, ToIntFunction<MembershipCounts> value) {
    Gauge.builder("membership.projects", () -> value.applyAsInt(counts()))
        .description("Projects by the state of the service account's membership")
        .tag("state", state)
        .register(meters);
  }

  private synchronized MembershipCounts counts() {
    Instant now = clock.instant();
    if (now.isAfter(countedAt.plus(MAX_AGE))) {
      counts = QuarkusTransaction.requiringNew().call(memberships::count);
      countedAt = now;
    }
    return counts;
  }
}
