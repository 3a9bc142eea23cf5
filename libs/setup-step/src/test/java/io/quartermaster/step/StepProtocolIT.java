package io.quartermaster.step;

import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.step.example.RemoteSystem;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol of a step on a real broker and a real database, with the smallest consumer. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class StepProtocolIT {

  private static final StepFailure REFUSED = new StepFailure.Refused("no", "No.", "Act.");
  private static final StepFailure DOWN = new StepFailure.Unavailable("down", "Down.", "-", null);

  TestTopics topics;
  @Inject RemoteSystem remote;
  @Inject MeterRegistry meters;

  private final String uid = UUID.randomUUID().toString();
  private StepEvents events;

  @BeforeEach
  void events() {
    events = new StepEvents(topics, uid);
  }

  @Test
  void publishesStartAndSuccessOnceForDuplicates() {
    String id = topics.publish(events.saved(1));
    topics.publish(events.saved(1), id);
    topics.publish(events.saved(1));
    events.awaitPushed(1);

    topics.publish(events.saved(2));

    assertThat(events.awaitPushed(2).origin().revision()).isEqualTo(4);
    assertThat(events.started()).extracting(Origin::settingsRevision).containsExactly(1L, 2L);
    assertThat(events.started()).extracting(Origin::revision).containsExactly(1L, 3L);
  }

  @Test
  void ignoresOutdatedSettings() {
    topics.publish(events.saved(5));
    topics.publish(events.saved(4));
    topics.publish(events.saved(6));

    events.awaitPushed(6);
    assertThat(remote.value(uid)).contains(StepEvents.url(6));
    assertThat(events.started()).extracting(Origin::settingsRevision).doesNotContain(4L);
  }

  @Test
  void publishesARepair() {
    topics.publish(events.saved(1));
    events.awaitPushed(1);
    remote.drift(uid);

    topics.publish(events.verification());

    eventually(() -> assertThat(events.pushed()).hasSize(2));
    assertThat(remote.value(uid)).contains(StepEvents.url(1));
  }

  @Test
  void answersAVerificationAlsoWithoutDrift() {
    topics.publish(events.saved(1));
    events.awaitPushed(1);

    topics.publish(events.verification());

    eventually(() -> assertThat(events.pushed()).hasSize(2));
    assertThat(events.started()).hasSize(1);
  }

  @Test
  void retriesWhatIsUnavailableAndCountsAttempts() {
    AtomicInteger calls = new AtomicInteger();
    remote.answer(uid, () -> calls.incrementAndGet() < 3 ? Optional.of(DOWN) : Optional.empty());

    topics.publish(events.saved(1));

    assertThat(events.awaitPushed(1).origin().attempt()).isEqualTo(3);
    assertThat(events.failed())
        .allSatisfy(
            event -> {
              assertThat(event.failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
              assertThat(event.failure().nextAttemptAt())
                  .isAfterOrEqualTo(event.origin().occurredAt().plus(Duration.ofMillis(90)));
            })
        .extracting(event -> event.origin().attempt())
        .containsExactly(1, 2);
  }

  @Test
  void waitsAfterARefusalUntilAPersonActs() {
    remote.answer(uid, () -> Optional.of(REFUSED));
    topics.publish(events.saved(1));
    eventually(() -> assertThat(events.failed()).hasSize(1));
    assertThat(events.failed().getFirst().failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    // The resync interval: it is checked again, whether or not a person acts.
    assertThat(events.failed().getFirst().failure().nextAttemptAt())
        .isBetween(
            events.failed().getFirst().origin().occurredAt().plus(Duration.ofMinutes(59)),
            events.failed().getFirst().origin().occurredAt().plus(Duration.ofMinutes(61)));

    remote.answer(uid, Optional::<StepFailure>empty);
    topics.publish(events.verification());

    events.awaitPushed(1);
    assertThat(events.failed()).hasSize(1);
  }

  @Test
  void publishesNothingForSettingsThatWereSupersededDuringTheRun() {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch superseded = new CountDownLatch(1);
    remote.answer(
        uid,
        () -> {
          called.countDown();
          await(superseded);
          return Optional.of(REFUSED);
        });
    topics.publish(events.saved(1));
    await(called);

    topics.publish(events.saved(2));
    Quiescence.awaitConsumed("gateway-config-service");
    remote.answer(uid, Optional::<StepFailure>empty);
    superseded.countDown();

    events.awaitPushed(2);
    assertThat(events.failed()).isEmpty();
  }

  @Test
  void doesNotClaimTypesThatTheServiceDoesNotHandle() {
    double before = unknown();

    topics.publish(
        new ScopeToggled(
            ScopeToggled.Scope.instance(),
            Availability.DEFAULT_ON,
            null,
            null,
            false,
            1,
            "admin",
            Instant.parse("2026-05-01T10:00:00Z")));

    eventually(() -> assertThat(unknown()).isEqualTo(before + 1));
  }

  private double unknown() {
    return meters.find("quartermaster.inbox.events").tag("outcome", "unknown").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
