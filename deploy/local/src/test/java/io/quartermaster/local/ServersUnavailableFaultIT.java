package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.local.stack.ServiceName;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Outages of broker and database in the middle of a set-up. */
@ExtendWith(SharedStack.class)
class ServersUnavailableFaultIT {
  private static final Duration OUTAGE =
      Duration.parse(System.getProperty("quartermaster.fault.outage", "PT60S"));
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  @Test
  void completesASaveMadeDuringABrokerOutage(StackUnderTest stack) {
    String role = StackUnderTest.ROLE_ARN + "BeforeOutage";
    String nextRole = StackUnderTest.ROLE_ARN + "DuringOutage";
    Effects effects = new Effects(stack);

    stack.save(role, "default_on");
    effects.await("aws", "CreateRole");
    stack.kafka().kill();
    assertThat(put(stack, nextRole).statusCode()).isEqualTo(200);
    throughoutTheOutage(
        () -> {
          assertThat(stack.settings().settings().path("role_arn").asText()).isEqualTo(nextRole);
          assertThat(stack.settings().setup().ready()).isFalse();
          everyServiceIsLive(stack);
        });
    stack.kafka().restart();
    stack.awaitReady(RECOVERY);

    effects.areThoseOfOneSetUp(role, nextRole);
  }

  @Test
  void resumesTheSetUpAfterADatabaseOutage(StackUnderTest stack) {
    String role = StackUnderTest.ROLE_ARN + "DatabaseOutage";
    Effects effects = new Effects(stack);
    answerLate(stack, "aws", "CreateRole");
    answerLate(stack, "gitlab", "AddProjectMember");

    stack.save(role, "default_on");
    effects.await("aws", "CreateRole");
    effects.await("gitlab", "AddProjectMember");
    stack.postgres().kill();
    throughoutTheOutage(
        () -> {
          HttpResponse<String> refusal = put(stack, StackUnderTest.ROLE_ARN + "Refused");
          assertThat(refusal.statusCode()).as(refusal.body()).isEqualTo(503);
          assertThat(refusal.headers().firstValue("Content-Type").orElse(""))
              .startsWith("application/problem+json");
          everyServiceIsLive(stack);
        });
    stack.postgres().restart();
    stack.clearFaults();
    stack.awaitReady(RECOVERY);

    assertThat(stack.settings().settings().path("role_arn").asText()).isEqualTo(role);
    effects.areThoseOfOneSetUp(role);
  }

  private static HttpResponse<String> put(StackUnderTest stack, String roleArn) {
    return stack
        .settings()
        .put(
            """
            {"role_arn": "%s", "availability": "default_on"}
            """
                .formatted(roleArn));
  }

  /** An orchestrator would restart a service that is not live, for the whole outage. */
  private static void everyServiceIsLive(StackUnderTest stack) {
    for (ServiceName service : ServiceName.values()) {
      assertThat(stack.liveness(service)).as("liveness of %s", service).isEqualTo(200);
    }
  }

  /** Long enough that the database is down when the result would be recorded. */
  private static void answerLate(StackUnderTest stack, String system, String operation) {
    stack.fault(
        """
        {"system": "%s", "operation": "%s", "fault": "late-answer", "delay": "PT3S"}
        """
            .formatted(system, operation));
  }

  private static void throughoutTheOutage(Runnable assertion) {
    long end = System.nanoTime() + OUTAGE.toNanos();
    Awaitility.await("the end of the outage")
        .atMost(OUTAGE.plusSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              assertion.run();
              return System.nanoTime() >= end;
            });
  }
}
