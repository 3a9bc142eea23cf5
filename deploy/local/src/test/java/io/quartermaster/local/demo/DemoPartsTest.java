package io.quartermaster.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quartermaster.contracts.GatewayEnvironment;
import io.quartermaster.local.node.LocalNode;
import io.quartermaster.local.settings.SettingsApi;
import io.quartermaster.local.settings.SetupProgress;
import io.quartermaster.local.stack.EndedPart;
import io.quartermaster.local.stack.StackFailure;
import io.quartermaster.sandbox.node.RequiresPrograms;
import io.quartermaster.sandbox.node.StandInNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPartsTest {
  private static final URI GITLAB = URI.create("http://127.0.0.1:8112");

  @TempDir private Path folder;

  @Test
  void whatIsExpectedFollowsFromTheProcedureAlone() {
    Expectation expected = expectation("arn:aws-us-gov:iam::123456789012:role/team/q/Access");
    assertThat(expected.providerArn())
        .isEqualTo(
            "arn:aws-us-gov:iam::123456789012:oidc-provider/auth.token.gitlab.com/cc/oidc/uid");
    assertThat(expected.audience()).isEqualTo("gitlab-cc-uid");
    assertThat(expected.roleName()).isEqualTo("Access");
  }

  @Test
  void anArnThatIsNoneIsRefusedBeforeAnythingIsSaved() {
    assertThatThrownBy(() -> expectation("arn:aws:iam::123456789:role/Q"))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("exactly 12 digits");
  }

  @Test
  void theTimeOfAStepIsWhenItWasFirstSeen() {
    StepTimes times = new StepTimes();
    times.accept(progress("pending"), Duration.ofMillis(1));
    times.accept(progress("in_progress"), Duration.ofMillis(2));
    times.accept(progress("done"), Duration.ofMillis(3));
    times.accept(progress("done"), Duration.ofMillis(4));
    assertThat(times.of("iam_access"))
        .isEqualTo(new StepTimes.Times(Duration.ofMillis(2), Duration.ofMillis(3)));
    assertThat(times.of("other")).isEqualTo(new StepTimes.Times(null, null));
  }

  @Test
  void aStepThatIsNoLongerDoneHasNoTime() {
    StepTimes times = new StepTimes();
    times.accept(progress("done"), Duration.ofMillis(3));
    times.accept(progress("in_progress"), Duration.ofMillis(4));
    assertThat(times.of("iam_access").done()).isNull();
  }

  @Test
  void thePartThatHasEndedEndsTheWait() throws Exception {
    HttpServer silent = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    silent.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(": no event\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        });
    silent.start();
    URI base = URI.create("http://127.0.0.1:" + silent.getAddress().getPort() + "/");
    EndedPart ended = new EndedPart("oauth-registrar", 3, folder.resolve("log"));
    try (HttpClient client = HttpClient.newHttpClient();
        SetupWatch watch =
            SetupWatch.open(new SettingsApi(client, base, () -> "token"), progress -> {})) {
      assertThatThrownBy(
              () -> watch.await(Duration.ofMinutes(5), CompletableFuture.completedFuture(ended)))
          .isInstanceOf(StackFailure.class)
          .hasMessageContaining("oauth-registrar has stopped with exit status 3");
    } finally {
      silent.stop(0);
    }
  }

  @Test
  void oneFailedCheckFailsTheDemonstration() throws Exception {
    DemoResult result =
        new DemoResult(
            "arn",
            new SetupProgress("ready", 1, List.of()),
            new StepTimes(),
            Duration.ofMillis(9000),
            Duration.ofMillis(1234),
            List.of(Check.of("GitLab", "level", 30, 20)));
    assertThat(result.passed()).isFalse();
    JsonNode json = new ObjectMapper().readTree(result.json());
    assertThat(json.path("ready_seconds").asDouble()).isEqualTo(1.234);
    assertThat(json.path("checks").get(0).path("found").asText()).isEqualTo("20");
  }

  @Test
  @RequiresPrograms("ruby")
  void aNodeThatWasNeverReconfiguredFailsItsChecks() {
    assertThat(nodeChecks(GatewayEnvironment.PRODUCTION)).anyMatch(check -> !check.passed());
  }

  @Test
  @RequiresPrograms("ruby")
  void aForbiddenVariableInGitlabRbFailsItsCheck() throws Exception {
    node().write("gitlab_rails['env']['GITLAB_LICENSE_MODE'] = 'test'\n" + forProduction());
    reconfigure();
    assertThat(nodeChecks(GatewayEnvironment.PRODUCTION))
        .filteredOn(check -> !check.passed())
        .extracting(Check::what)
        .containsExactly("variables of the procedure in gitlab.rb");
  }

  @Test
  @RequiresPrograms("ruby")
  void aStatementThatIsNotLastFailsItsCheck() throws Exception {
    node().write(forProduction() + "puma['port'] = 1\n");
    reconfigure();
    assertThat(nodeChecks(GatewayEnvironment.PRODUCTION))
        .filteredOn(check -> !check.passed())
        .extracting(Check::what)
        .containsExactly("last statement of gitlab.rb");
  }

  @Test
  @RequiresPrograms("ruby")
  void aNodeAsTheProcedureWantsItPasses() throws Exception {
    node().write(forProduction());
    reconfigure();
    assertThat(nodeChecks(GatewayEnvironment.PRODUCTION)).allMatch(Check::passed);
    assertThat(nodeChecks(GatewayEnvironment.STAGING)).anyMatch(check -> !check.passed());
  }

  /** The administrator's part, and the statement that names the include. */
  private String forProduction() throws IOException {
    Files.createDirectories(node().include().getParent());
    Files.writeString(
        node().include(),
        """
        gitlab_rails['env'].delete('GITLAB_LICENSE_MODE')
        gitlab_rails['env']['AI_GATEWAY_URL'] = 'https://ai-gateway-panda.runway.gitlab.net'
        """);
    return """
        # "GITLAB_LICENSE_MODE" => "test"
        gitlab_rails['env']['MALLOC_CONF'] = "x"
        from_file '%s'
        """
        .formatted(node().include());
  }

  private void reconfigure() throws Exception {
    Process process =
        new ProcessBuilder(node().gitlabCtl().toString(), "reconfigure").inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private StandInNode node() {
    StandInNode node = new StandInNode(folder);
    LocalNode.prepare(node, folder.resolve("no-jruby"), GITLAB, null);
    return node;
  }

  private List<Check> nodeChecks(GatewayEnvironment environment) {
    Expectation expected =
        Expectation.of("uid", "arn:aws:iam::123456789012:role/Q", GITLAB, environment);
    return new NodeChecks(node(), expected).run();
  }

  private static Expectation expectation(String roleArn) {
    return Expectation.of("uid", roleArn, GITLAB, GatewayEnvironment.PRODUCTION);
  }

  private static SetupProgress progress(String state) {
    return new SetupProgress(
        "in_progress",
        1,
        List.of(new SetupProgress.Step("iam_access", "AWS", state, 1, null, null)));
  }
}
