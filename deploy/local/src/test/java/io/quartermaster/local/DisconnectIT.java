package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quartermaster.local.stack.ServiceName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Disconnect across all services: in order, through a kill, and connected again. */
@ExtendWith(SharedStack.class)
class DisconnectIT {

  @Test
  void disconnectsInOrderAndConnectsAgain(StackUnderTest stack) {
    stack.save(StackUnderTest.ROLE_ARN + "Back", "default_on");
    stack.awaitReady();

    stack.disconnect();

    assertThat(
            List.of(
                done(stack, "gateway", "DeleteOAuthApplication"),
                done(stack, "gitlab", "DeleteApplication"),
                done(stack, "gitlab", "BlockUser"),
                done(stack, "aws", "DeleteRole"),
                done(stack, "aws", "DeleteOpenIDConnectProvider")))
        .isSorted();
    assertThat(stack.settings().settings().path("role_arn").isNull()).isTrue();

    stack.save(StackUnderTest.ROLE_ARN + "Back", "default_on");
    stack.awaitReady();
    assertThat(stack.journal("gitlab", "UnblockUser")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "OAUTH_REGISTRAR, gateway, DeleteOAuthApplication",
    "MEMBERSHIP_SERVICE, gitlab, BlockUser",
    "IAM_PROVISIONER, aws, DeleteRole",
  })
  void completesTheDisconnectAfterAKill(
      ServiceName service, String system, String operation, StackUnderTest stack) {
    stack.save(StackUnderTest.ROLE_ARN + operation, "default_on");
    stack.awaitReady();
    Effects effects = new Effects(stack);
    stack.withholdAnswers(system, operation);

    stack.beginDisconnect();
    effects.await(system, operation);
    stack.kill(service);
    stack.clearFaults();
    stack.startAgain(service);

    stack.awaitDisconnected();
  }

  /** The time of the only success of this operation. */
  private static Instant done(StackUnderTest stack, String system, String operation) {
    List<JsonNode> successes = new Effects(stack).done(system, operation);
    assertThat(successes).as(operation).hasSize(1);
    return Instant.parse(successes.getFirst().path("time").asText());
  }
}
