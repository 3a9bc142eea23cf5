package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quartermaster.local.settings.SetupProgress;
import io.quartermaster.local.stack.ServiceName;
import io.quartermaster.sandbox.node.StandInReconfigure;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services killed between an external effect and its record. */
@ExtendWith(SharedStack.class)
class ServiceKilledFaultIT {

  @ParameterizedTest
  @CsvSource({
    "IAM_PROVISIONER, aws, CreateOpenIDConnectProvider",
    "IAM_PROVISIONER, aws, CreateRole",
    "OAUTH_REGISTRAR, gitlab, CreateApplication",
    "OAUTH_REGISTRAR, gateway, CreateOAuthApplication",
    "MEMBERSHIP_SERVICE, gitlab, CreateServiceAccount",
    "MEMBERSHIP_SERVICE, gitlab, AddProjectMember",
  })
  void completesWithoutDuplicateEffectsAfterAKillBetweenCallAndRecord(
      ServiceName service, String system, String operation, StackUnderTest stack) {
    String role = StackUnderTest.ROLE_ARN + operation;
    Effects effects = new Effects(stack);
    stack.withholdAnswers(system, operation);

    stack.save(role, "default_on");
    effects.await(system, operation);
    stack.kill(service);
    stack.clearFaults();
    stack.startAgain(service);
    stack.awaitReady();

    effects.areThoseOfOneSetUp(role);
  }

  @Test
  void reconfigureSurvivesAKillOfItsServiceAndIsNotRepeated(StackUnderTest stack) throws Exception {
    String role = StackUnderTest.ROLE_ARN + "Reconfigure";
    Effects effects = new Effects(stack);
    StandInReconfigure reconfigure = stack.stack().node().reconfigure();
    int runs = reconfigure.runs().size();
    reconfigure.hold();

    stack.save(role, "default_on");
    await("reconfigure started")
        .atMost(Duration.ofMinutes(2))
        .until(() -> reconfigure.runs().size() > runs);
    stack.kill(ServiceName.GATEWAY_CONFIG_SERVICE);
    stack.startAgain(ServiceName.GATEWAY_CONFIG_SERVICE);
    assertThat(reconfigure.runs().getLast().endedAt()).as("still running").isNull();

    reconfigure.release();
    stack.awaitReady();
    effects.areThoseOfOneSetUp(role);
    assertThat(reconfigure.runs()).hasSize(runs + 1);
  }

  @Test
  void completesAfterAKillOfAllServices(StackUnderTest stack) {
    String role = StackUnderTest.ROLE_ARN + "AllKilled";
    Effects effects = new Effects(stack);
    stack.withholdAnswers("aws", "CreateRole");
    stack.withholdAnswers("gitlab", "AddProjectMember");

    stack.save(role, "default_on");
    effects.await("aws", "CreateRole");
    effects.await("gitlab", "AddProjectMember");
    for (ServiceName service : ServiceName.values()) {
      stack.kill(service);
    }
    stack.clearFaults();
    stack.startAgain(ServiceName.values());
    stack.awaitReady();

    effects.areThoseOfOneSetUp(role);
  }

  @Test
  void completesASaveMadeWhileTheOtherServicesAreDown(StackUnderTest stack) {
    String role = StackUnderTest.ROLE_ARN + "OthersDead";
    Effects effects = new Effects(stack);
    ServiceName[] others =
        EnumSet.complementOf(EnumSet.of(ServiceName.SETTINGS_SERVICE)).toArray(ServiceName[]::new);

    for (ServiceName other : others) {
      stack.kill(other);
    }
    stack.save(role, "default_on");
    assertThat(stack.settings().setup().steps()).noneMatch(SetupProgress.Step::done);
    stack.startAgain(others);
    stack.awaitReady();

    effects.areThoseOfOneSetUp(role);
  }
}
