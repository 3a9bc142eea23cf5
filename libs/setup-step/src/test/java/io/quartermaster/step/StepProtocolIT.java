package io.quartermaster.step;

import static io.quartermaster.testkit.Await.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.ArnSaved;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.GatewayConfigFailed;
import io.quartermaster.contracts.GatewayConfigPushed;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ScopeToggled;
import io.quartermaster.contracts.StepStarted;
import io.quartermaster.contracts.VerificationRequested;
import io.quartermaster.step.example.RemoteSystem;
import io.quartermaster.testkit.Quiescence;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void publishesStartAndSuccessOnceForDuplicatesAndForADriftCheckWithoutDrift() {
    String id = topics.publish(saved(1));
    topics.publish(saved(1), id);
    topics.publish(saved(1));
    awaitPushed(1);

    topics.publish(verification());
    topics.publish(saved(2));

    assertThat(awaitPushed(2).origin().revision()).isEqualTo(4);
    assertThat(started()).extracting(Origin::settingsRevision).containsExactly(1L, 2L);
    assertThat(started()).extracting(Origin::revision).containsExactly(1L, 3L);
  }

  @Test
  void ignoresOutdatedSettings() {
    topics.publish(saved(5));
    topics.publish(saved(4));
    topics.publish(saved(6));

    awaitPushed(6);
    assertThat(remote.value(uid)).contains(url(6));
    assertThat(started()).extracting(Origin::settingsRevision).doesNotContain(4L);
  }

  @Test
  void publishesARepair() {
    topics.publish(saved(1));
    awaitPushed(1);
    remote.drift(uid);

    topics.publish(verification());

    eventually(() -> assertThat(pushed()).hasSize(2));
    assertThat(remote.value(uid)).contains(url(1));
  }

  @Test
  void retriesWhatIsUnavailableAndCountsAttempts() {
    AtomicInteger calls = new AtomicInteger();
    remote.answer(uid, () -> calls.incrementAndGet() < 3 ? Optional.of(DOWN) : Optional.empty());

    topics.publish(saved(1));

    assertThat(awaitPushed(1).origin().attempt()).isEqualTo(3);
    assertThat(failed())
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
    topics.publish(saved(1));
    eventually(() -> assertThat(failed()).hasSize(1));
    assertThat(failed().getFirst().failure().kind()).isEqualTo(Failure.Kind.REFUSED);
    assertThat(failed().getFirst().failure().nextAttemptAt()).isNull();

    remote.answer(uid, Optional::<StepFailure>empty);
    topics.publish(verification());

    awaitPushed(1);
    assertThat(failed()).hasSize(1);
  }

  @Test
  void isSilentWhileTheRemoteSystemSettles() {
    AtomicInteger calls = new AtomicInteger();
    remote.answer(
        uid,
        () ->
            calls.incrementAndGet() < 2
                ? Optional.of(new StepFailure.Settling(REFUSED))
                : Optional.empty());

    topics.publish(saved(1));

    awaitPushed(1);
    assertThat(failed()).isEmpty();
  }

  @Test
  void reportsWhatDoesNotSettleInTime() {
    remote.answer(uid, () -> Optional.of(new StepFailure.Settling(REFUSED)));

    topics.publish(saved(1));

    eventually(() -> assertThat(failed()).hasSize(1));
    assertThat(failed().getFirst().failure().code()).isEqualTo("no");
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
    topics.publish(saved(1));
    await(called);

    topics.publish(saved(2));
    Quiescence.awaitConsumed("gateway-config-service");
    remote.answer(uid, Optional::<StepFailure>empty);
    superseded.countDown();

    awaitPushed(2);
    assertThat(failed()).isEmpty();
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

  private GatewayConfigPushed awaitPushed(long settingsRevision) {
    return topics.await(
        GatewayConfigPushed.class,
        event ->
            event.origin().instanceUid().equals(uid)
                && event.origin().settingsRevision() == settingsRevision);
  }

  private List<GatewayConfigPushed> pushed() {
    return topics.eventsOf(GatewayConfigPushed.class, outcomes());
  }

  private List<GatewayConfigFailed> failed() {
    return topics.eventsOf(GatewayConfigFailed.class, outcomes());
  }

  private List<Origin> started() {
    return topics.eventsOf(StepStarted.class, outcomes()).stream()
        .map(StepStarted::origin)
        .toList();
  }

  private String outcomes() {
    return "gateway_configuration/" + uid;
  }

  private VerificationRequested verification() {
    return new VerificationRequested(uid, 1, "admin", Instant.parse("2026-05-01T10:05:00Z"));
  }

  private ArnSaved saved(long revision) {
    return new ArnSaved(
        uid,
        URI.create("https://gitlab.example.com"),
        new ArnSaved.Role("arn:aws:iam::123456789012:role/Q", "aws", "123456789012", "/", "Q"),
        new ArnSaved.IdentityProvider(
            URI.create("https://auth.token.gitlab.com/cc/oidc/" + uid), "gitlab-cc-" + uid),
        GatewayEnvironment.PRODUCTION,
        URI.create(url(revision)),
        false,
        revision,
        "admin",
        Instant.parse("2026-05-01T10:00:00Z"));
  }

  private static String url(long revision) {
    return "https://gateway.example.com/" + revision;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
