package io.quartermaster.iamprovisioner.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.SandboxAws;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which instance holds the lease of a role. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class RoleLeaseRepositoryIT {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(10));

  @Inject RoleLeaseRepository leases;

  private final String ours = UUID.randomUUID().toString();
  private final String other = UUID.randomUUID().toString();
  private final RoleArn role = new RoleArn("aws", "123456789012", "/", "Q" + UUID.randomUUID());

  @Test
  void leasesARoleToOneInstanceUntilItIsReleased() {
    assertThat(acquire(role, ours, NOW, UNTIL)).isTrue();
    assertThat(acquire(role, other, NOW, UNTIL)).isFalse();

    release(ours, UNTIL);

    assertThat(acquire(role, other, NOW, UNTIL)).isTrue();
  }

  @Test
  void leasesAgainToTheSameInstanceAndToAnotherAfterExpiry() {
    acquire(role, ours, NOW, UNTIL);

    assertThat(acquire(role, ours, NOW.plusSeconds(1), UNTIL)).isTrue();
    assertThat(acquire(role, other, UNTIL, UNTIL.plusSeconds(600))).isFalse();
    assertThat(acquire(role, other, UNTIL.plusSeconds(1), UNTIL.plusSeconds(600))).isTrue();
  }

  @Test
  void keepsTheLeaseOfALaterRun() {
    acquire(role, ours, NOW, UNTIL);
    acquire(role, ours, NOW.plusSeconds(1), UNTIL.plusSeconds(1));

    release(ours, UNTIL);

    assertThat(acquire(role, other, NOW.plusSeconds(2), UNTIL)).isFalse();
  }

  @Test
  void ignoresLetterCaseAndPath() {
    acquire(role, ours, NOW, UNTIL);
    RoleArn alike =
        new RoleArn("aws", "123456789012", "/team/", role.name().toUpperCase(Locale.ROOT));

    assertThat(acquire(alike, other, NOW, UNTIL)).isFalse();
  }

  @Test
  void leasesAllRolesOrNone() {
    RoleArn leased = new RoleArn("aws", "123456789012", "/", "Q" + UUID.randomUUID());
    RoleArn free = new RoleArn("aws", "123456789012", "/", "Q" + UUID.randomUUID());
    acquire(leased, other, NOW, UNTIL);

    assertThat(acquireAll(List.of(role, leased, free), ours)).isFalse();
    assertThat(acquire(role, other, NOW, UNTIL)).isTrue();
    assertThat(acquire(free, other, NOW, UNTIL)).isTrue();

    release(other, UNTIL);

    assertThat(acquireAll(List.of(role, leased, free), ours)).isTrue();
    assertThat(acquire(free, other, NOW, UNTIL)).isFalse();
  }

  private boolean acquireAll(List<RoleArn> roles, String aggregate) {
    return QuarkusTransaction.requiringNew()
        .call(() -> leases.acquire(roles, aggregate, NOW, UNTIL));
  }

  private boolean acquire(RoleArn arn, String aggregate, Instant now, Instant until) {
    return QuarkusTransaction.requiringNew()
        .call(() -> leases.acquire(List.of(arn), aggregate, now, until));
  }

  private void release(String aggregate, Instant until) {
    QuarkusTransaction.requiringNew().run(() -> leases.release(aggregate, until));
  }
}
