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

/** Who may call AWS for a role, at given times. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(SandboxAws.class)
class RoleLeasesIT {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(10));

  @Inject RoleLeases leases;

  private final String ours = "amazon-q/" + UUID.randomUUID();
  private final String other = "amazon-q/" + UUID.randomUUID();
  private final RoleArn role = new RoleArn("aws", "123456789012", "/", "Q" + UUID.randomUUID());

  @Test
  void oneInstanceHasARoleUntilItGivesItBack() {
    assertThat(take(role, ours, NOW, UNTIL)).isTrue();
    assertThat(take(role, other, NOW, UNTIL)).isFalse();

    giveBack(ours, UNTIL);

    assertThat(take(role, other, NOW, UNTIL)).isTrue();
  }

  @Test
  void theSameInstanceGoesOnAfterACrashAndAnotherOneWhenTheLeaseHasEnded() {
    take(role, ours, NOW, UNTIL);

    assertThat(take(role, ours, NOW.plusSeconds(1), UNTIL)).isTrue();
    assertThat(take(role, other, UNTIL, UNTIL.plusSeconds(600))).isFalse();
    assertThat(take(role, other, UNTIL.plusSeconds(1), UNTIL.plusSeconds(600))).isTrue();
  }

  @Test
  void whoWasReplacedGivesNothingBackThatALaterRunHas() {
    take(role, ours, NOW, UNTIL);
    take(role, ours, NOW.plusSeconds(1), UNTIL.plusSeconds(1));

    giveBack(ours, UNTIL);

    assertThat(take(role, other, NOW.plusSeconds(2), UNTIL)).isFalse();
  }

  @Test
  void aNameInOtherLettersOrUnderAnotherPathIsTheSameRole() {
    take(role, ours, NOW, UNTIL);
    RoleArn alike =
        new RoleArn("aws", "123456789012", "/team/", role.name().toUpperCase(Locale.ROOT));

    assertThat(take(alike, other, NOW, UNTIL)).isFalse();
  }

  @Test
  void whoDoesNotGetAllRolesHasNone() {
    RoleArn before = new RoleArn("aws", "123456789012", "/", "Q" + UUID.randomUUID());
    RoleArn free = new RoleArn("aws", "123456789012", "/", "Q" + UUID.randomUUID());
    take(before, other, NOW, UNTIL);

    assertThat(takeAll(List.of(role, before, free), ours)).isFalse();
    assertThat(take(role, other, NOW, UNTIL)).isTrue();
    assertThat(take(free, other, NOW, UNTIL)).isTrue();

    giveBack(other, UNTIL);

    assertThat(takeAll(List.of(role, before, free), ours)).isTrue();
    assertThat(take(free, other, NOW, UNTIL)).isFalse();
  }

  private boolean takeAll(List<RoleArn> wanted, String aggregate) {
    return QuarkusTransaction.requiringNew().call(() -> leases.take(wanted, aggregate, NOW, UNTIL));
  }

  private boolean take(RoleArn wanted, String aggregate, Instant now, Instant until) {
    return QuarkusTransaction.requiringNew()
        .call(() -> leases.take(List.of(wanted), aggregate, now, until));
  }

  private void giveBack(String aggregate, Instant until) {
    QuarkusTransaction.requiringNew().run(() -> leases.giveBack(aggregate, until));
  }
}
