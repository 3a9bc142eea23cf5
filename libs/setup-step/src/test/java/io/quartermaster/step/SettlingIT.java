package io.quartermaster.step;

import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.step.example.RemoteSystem;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A remote system that is not consistent yet: what is published meanwhile, and until when. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SettlingIT {

  private static final StepFailure REFUSED = new StepFailure.Refused("no", "No.", "Act.");
  private static final StepFailure DOWN = new StepFailure.Unavailable("down", "Down.", "-", null);

  TestTopics topics;
  @Inject RemoteSystem remote;

  private final String uid = UUID.randomUUID().toString();
  private StepEvents events;

  @BeforeEach
  void events() {
    events = new StepEvents(topics, uid);
  }

  @Test
  void reportsUntilWhenItRetriesWhileTheRemoteSystemSettles() {
    AtomicInteger calls = new AtomicInteger();
    remote.answer(
        uid,
        () ->
            calls.incrementAndGet() < 2
                ? Optional.of(new StepFailure.Settling(REFUSED))
                : Optional.empty());

    topics.publish(events.saved(1));

    events.awaitPushed(1);
    assertThat(events.failed()).hasSize(1);
    Instant at = events.failed().getFirst().origin().occurredAt();
    Failure failure = events.failed().getFirst().failure();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("no");
    // The time in application.properties.
    Instant until = failure.retryUntil();
    assertThat(until).isBetween(at.plusMillis(900), at.plusSeconds(1));
    assertThat(failure.nextAttemptAt()).isBetween(at, until);
    assertThat(failure.detail())
        .startsWith("No. ")
        .endsWith(
            "retrying automatically until %tT UTC.".formatted(until.atOffset(ZoneOffset.UTC)));
    assertThat(failure.remedy()).endsWith("If it is still refused then: Act.");
  }

  @Test
  void doesNotLimitTheRetriesOfWhatIsUnavailableAfterSettling() {
    AtomicInteger calls = new AtomicInteger();
    remote.answer(
        uid,
        () ->
            calls.incrementAndGet() < 2
                ? Optional.of(new StepFailure.Settling(DOWN))
                : Optional.empty());

    topics.publish(events.saved(1));

    events.awaitPushed(1);
    assertThat(events.failed())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.failure().detail()).isEqualTo("Down.");
              assertThat(event.failure().nextAttemptAt()).isNotNull();
              assertThat(event.failure().retryUntil()).isNull();
            });
  }

  @Test
  void doesNotInterruptADoneStepForOneRepeatedDriftCheck() {
    topics.publish(events.saved(1));
    events.awaitPushed(1);
    AtomicInteger calls = new AtomicInteger();
    remote.drift(uid);
    remote.answer(
        uid,
        () ->
            calls.incrementAndGet() < 2
                ? Optional.of(new StepFailure.Settling(REFUSED))
                : Optional.empty());

    topics.publish(events.verification());

    eventually(() -> assertThat(events.pushed()).hasSize(2));
    assertThat(events.failed()).isEmpty();
  }

  @Test
  void reportsWhatDoesNotSettleInTime() {
    AtomicReference<Instant> until = new AtomicReference<>();
    remote.answer(uid, () -> Optional.of(new StepFailure.Settling(REFUSED)));

    topics.publish(events.saved(1));

    eventually(() -> assertThat(events.failed()).anyMatch(SettlingIT::isRefused));
    GatewayConfigFailed last = events.failed().getLast();
    assertThat(last.failure().code()).isEqualTo("no");
    assertThat(last.failure().detail()).isEqualTo("No.");
    assertThat(last.failure().remedy()).isEqualTo("Act.");
    events.failed().stream()
        .filter(event -> !isRefused(event))
        .forEach(
            event -> {
              // The same time in every event, and no attempt is planned after it.
              assertThat(
                      until.compareAndSet(null, event.failure().retryUntil())
                          || until.get().equals(event.failure().retryUntil()))
                  .isTrue();
              assertThat(event.failure().nextAttemptAt()).isBeforeOrEqualTo(until.get());
            });
    assertThat(last.origin().occurredAt()).isAfterOrEqualTo(until.get());
  }

  @Test
  void aVerificationRestartsTheTimeForSettling() {
    remote.answer(uid, () -> Optional.of(new StepFailure.Settling(REFUSED)));
    topics.publish(events.saved(1));
    eventually(() -> assertThat(events.failed()).anyMatch(SettlingIT::isRefused));
    int before = events.failed().size();

    topics.publish(events.verification());

    eventually(() -> assertThat(events.failed()).hasSizeGreaterThan(before));
    assertThat(events.failed().get(before).failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
  }

  private static boolean isRefused(GatewayConfigFailed event) {
    return event.failure().kind() == Failure.Kind.REFUSED;
  }
}
