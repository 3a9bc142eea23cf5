package io.quartermaster.sandbox.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import io.quartermaster.sandbox.node.StandInReconfigure.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stand-in programs do with gitlab.rb what the Linux package does. */
@RequiresPrograms("ruby")
class StandInNodeTest {
  private static final Map<String, String> ADMINISTRATORS =
      Map.of("MALLOC_CONF", "dirty_decay_ms:1000,muzzy_decay_ms:1000");

  @TempDir private Path folder;
  private StandInNode node;

  @BeforeEach
  void prepare() {
    node = new StandInNode(folder);
    node.prepare("#!ruby\n".getBytes(UTF_8));
  }

  @Test
  void writesAFileForEachVariableAndRecordsTheRun() throws Exception {
    assertThat(reconfigure()).isEqualTo(new Result(0, "gitlab Reconfigured!\n"));
    assertThat(node.railsEnvironment()).isEqualTo(ADMINISTRATORS);
    assertThat(node.reconfigure().runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.exitStatus()).isZero();
              assertThat(run.endedAt()).isAfterOrEqualTo(run.startedAt());
              assertThat(run.overlapping()).isFalse();
            });
  }

  @Test
  void evaluatesEveryFormAndRemovesFilesOfVariablesThatAreGone() throws Exception {
    reconfigure();
    node.write(
        """
        external_url 'https://gitlab.example.com'
        gitlab_rails['env'] = { 'A' => 'b c', gone: nil }
        gitlab_rails[:env]['C'] = 1
        Gitlab['gitlab_rails']['env'].merge!(D: "#{%w[x y].join}")
        self.gitlab_rails = gitlab_rails.merge('time_zone' => 'UTC')
        roles ['application_role']
        application_role['enable'] = true
        nginx['a']['b']['c'] = 1
        """);
    assertThat(reconfigure().status()).isZero();
    assertThat(node.railsEnvironment()).isEqualTo(Map.of("A", "b c", "C", "1", "D", "xy"));
  }

  @Test
  void failsWhenRubyFailsAndChangesNothing() throws Exception {
    reconfigure();
    for (String invalid :
        List.of("gitlab_rails['env'] = {", "gitlab_rail['env'] = {}", "from_file '/missing'")) {
      node.write(invalid);
      Result result = reconfigure();
      assertThat(result.status()).as(result.output()).isEqualTo(1);
      assertThat(result.output()).contains("There was an error running gitlab-ctl reconfigure");
    }
    assertThat(node.railsEnvironment()).isEqualTo(ADMINISTRATORS);
    assertThat(node.reconfigure().runs()).extracting(Run::exitStatus).containsExactly(0, 1, 1, 1);
  }

  @Test
  void anIncludedFileEndsAutoVivificationForTheRestOfTheOuterFile() throws Exception {
    Files.writeString(folder.resolve("second.rb"), "gitlab_rails['x']['y'] = 1\n");
    node.write(
        """
        from_file '%s'
        gitlab_rails['env']['A'] = 'b'
        """
            .formatted(folder.resolve("second.rb")));
    assertThat(reconfigure().output()).startsWith("NoMethodError: undefined method `[]=' for nil");
    node.write(
        """
        from_file '%s'
        unknown_setting['a'] = 'b' if unknown_setting
        gitlab_rails['env'] = { 'A' => 'b' }
        """
            .formatted(folder.resolve("second.rb")));
    assertThat(reconfigure().status()).isZero();
  }

  @Test
  void aContainerEvaluatesItsEnvironmentFirst() throws Exception {
    node.omnibusConfig("gitlab_rails['env'] = { 'A' => 'container', 'B' => 'container' }");
    node.write("gitlab_rails['env']['A'] = 'file'");
    assertThat(reconfigure().status()).isZero();
    assertThat(node.railsEnvironment()).isEqualTo(Map.of("A", "file", "B", "container"));
  }

  @Test
  void failsAsOftenAsToldWithTheGivenOutput() throws Exception {
    node.reconfigure().failNext(2, "Chef::Exceptions::Exec");
    for (int i = 0; i < 2; i++) {
      assertThat(reconfigure().output()).startsWith("Chef::Exceptions::Exec\n");
    }
    assertThat(node.railsEnvironment()).isEmpty();
    assertThat(reconfigure().status()).isZero();
  }

  @Test
  void recordsRunsThatOverlapAndGoesOnWhenReleased() throws Exception {
    node.reconfigure().hold();
    Process first = start("reconfigure");
    await().until(() -> node.reconfigure().runs().size() == 1);
    assertThat(node.reconfigure().overlapped()).isFalse();
    Process second = start("reconfigure");
    await().until(() -> node.reconfigure().runs().size() == 2);
    assertThat(node.reconfigure().overlapped()).isTrue();
    assertThat(node.reconfigure().runs()).extracting(Run::endedAt).containsOnlyNulls();

    node.reconfigure().release();
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(node.railsEnvironment()).isEqualTo(ADMINISTRATORS);
  }

  @Test
  void aKilledRunHasNoEndAndDoesNotOverlapTheNext() throws Exception {
    node.reconfigure().hold();
    Process killed = start("reconfigure");
    await().until(() -> node.reconfigure().runs().size() == 1);
    killed.destroyForcibly().waitFor();
    node.reconfigure().clear();
    node.reconfigure().slowDown(Duration.ofMillis(1));
    reconfigure();
    assertThat(node.reconfigure().runs()).extracting(Run::exitStatus).containsExactly(null, 0);
    assertThat(node.reconfigure().overlapped()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "18.9.0-ee, Ai::Setting.instance, 0",
    "19.2.1-ee, ApplicationSetting.current_without_cache, 0",
    "19.2.1-ee, Ai::Setting.instance, 1"
  })
  void theRunnerFindsTheSettingInTheTableOfTheVersion(String version, String row, int status)
      throws Exception {
    node.version(version);
    Path rails = node.gitlabCtl().resolveSibling("gitlab-rails");
    String script = row + ".update!(ai_gateway_url: $stdin.read)";
    Process process = new ProcessBuilder(rails.toString(), "runner", script).start();
    try (var input = process.getOutputStream()) {
      input.write("https://gateway.example.com".getBytes(UTF_8));
    }
    assertThat(process.waitFor()).isEqualTo(status);
    assertThat(node.aiGatewayUrl().isPresent()).isEqualTo(status == 0);
  }

  @Test
  void keepsAnEditedFile() {
    node.write("edited");
    node.prepare(new byte[0]);
    assertThat(node.gitlabRb()).hasContent("edited");
  }

  @Test
  void reportsItsRunsToTheSandbox() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      URI control = sandbox.controlUrl();
      node.prepare(new byte[0], StandInRuby.ofSystem().orElseThrow(), control, control);
      reconfigure();
      assertThat(sandbox.journal().entries())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.operation()).isEqualTo("reconfigure");
                assertThat(entry.parameters()).containsEntry("variables", "MALLOC_CONF");
              });
    }
  }

  private record Result(int status, String output) {}

  private Result reconfigure() throws IOException, InterruptedException {
    Process process = start("reconfigure");
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }

  private Process start(String command) throws IOException {
    return new ProcessBuilder(node.gitlabCtl().toString(), command)
        .redirectErrorStream(true)
        .start();
  }
}
