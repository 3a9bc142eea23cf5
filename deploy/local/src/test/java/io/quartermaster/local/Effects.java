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

/** The external effects, according to the sandbox's journal. */
record Effects(StackUnderTest stack) {
  private static final int PROJECTS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** The calls that took effect, whether or not the response arrived. */
  List<JsonNode> done(String system, String operation) {
    return stack.journal(system, operation).stream().filter(Effects::successful).toList();
  }

  private static boolean successful(JsonNode entry) {
    int status = entry.path("status").asInt();
    return status >= 200 && status < 300;
  }

  /** Waits until a call has taken effect. */
  void await(String system, String operation) {
    Awaitility.await(operation + " of " + system)
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !done(system, operation).isEmpty());
  }

  /**
   * Nothing is lost: the result is the procedure's, for the last of these roles. Nothing exists
   * twice.
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

  /** Repeats the last save, which changes nothing, and checks every system. */
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
