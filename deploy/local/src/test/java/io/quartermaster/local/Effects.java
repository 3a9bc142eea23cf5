package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.demo.Check;
import io.quartermaster.local.demo.Demo;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What was done to the world outside, as the sandbox's journal counts it. */
record Effects(StackUnderTest stack) {
  private static final int PROJECTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The calls that had their effect, whether or not the answer arrived. */
  List<JsonNode> done(String system, String operation) {
    return stack.journal(system, operation).stream().filter(Effects::successful).toList();
  }

  private static boolean successful(JsonNode entry) {
    int status = entry.path("status").asInt();
    return status >= 200 && status < 300;
  }

  /** Returns as soon as a call had its effect. */
  void await(String system, String operation) {
    await(system, operation, 1);
  }

  void await(String system, String operation, int times) {
    Awaitility.await(operation + " of " + system)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> done(system, operation).size() >= times);
  }

  /**
   * Nothing is lost: the end state is the procedure's, for the last of these roles. Nothing is done
   * twice that would make a second one of something.
   */
  void areThoseOfOneSetUp(String... roleArns) {
    assertThat(done("aws", "CreateOpenIDConnectProvider")).as("providers").hasSize(1);
    assertThat(done("aws", "CreateRole"))
        .as("roles")
        .extracting(entry -> parameter(entry, "RoleName"))
        .containsExactlyInAnyOrderElementsOf(
            List.of(roleArns).stream().map(arn -> arn.substring(arn.indexOf('/') + 1)).toList());
    assertThat(done("gitlab", "CreateApplication")).as("applications").hasSize(1);
    assertThat(done("gitlab", "CreateServiceAccount")).as("service accounts").hasSize(1);
    assertThat(done("gitlab", "AddProjectMember"))
        .as("members")
        .extracting(entry -> parameter(entry, ":id"))
        .hasSize(PROJECTS)
        .doesNotHaveDuplicates();
    assertThat(done("gateway", "CreateOAuthApplication")).as("registrations").isNotEmpty();
    endStateIsTheProcedures(roleArns[roleArns.length - 1]);
  }

  private static String parameter(JsonNode entry, String name) {
    return entry.path("parameters").path(name).asText();
  }

  /** Saves what is saved already, which changes nothing, and looks into every system. */
  void endStateIsTheProcedures(String roleArn) {
    long before = stack.settings().setup().revision();
    Terminal silent =
        new Terminal(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    Demo demo = new Demo(stack.stack(), roleArn, GatewayEnvironment.PRODUCTION, silent);
    assertThat(demo.run(Duration.ZERO).checks()).isNotEmpty().allMatch(Check::passed);
    assertThat(stack.settings().setup().revision()).as("revision").isEqualTo(before);
  }
}
