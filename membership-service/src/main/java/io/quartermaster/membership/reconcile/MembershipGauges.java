package io.quartermaster.membership.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.store.MembershipTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;

/**
 * Projects by state, counted in the database so that every replica tells the same, at most every
 * ten seconds. Not a number while the database is away.
 */
@ApplicationScoped
class MembershipGauges {

  private static final Duration FRESH = Duration.ofSeconds(10);

  private final MembershipTable memberships;
  private final MeterRegistry meters;
  private final Clock clock = Clock.systemUTC();
  private Counted last = new Counted(new MembershipCounts(0, 0, 0, 0), Instant.EPOCH);

  MembershipGauges(MembershipTable memberships, MeterRegistry meters) {
    this.memberships = memberships;
    this.meters = meters;
  }

  void atStart(@Observes StartupEvent start) {
    gauge("desired", MembershipCounts::desired);
    gauge("settled", MembershipCounts::settled);
    gauge("pending", MembershipCounts::pending);
    gauge("refused", MembershipCounts::refused);
  }

  private void gauge(String state, ToIntFunction<MembershipCounts> value) {
    Gauge.builder("membership.projects", () -> value.applyAsInt(counts()))
        .description("Projects by what is wanted of them and how far that is")
        .tag("state", state)
        .register(meters);
  }

  private synchronized MembershipCounts counts() {
    Instant now = clock.instant();
    if (now.isAfter(last.at().plus(FRESH))) {
      last = new Counted(QuarkusTransaction.requiringNew().call(memberships::count), now);
    }
    return last.counts();
  }

  private record Counted(MembershipCounts counts, Instant at) {}
}
