package io.quartermaster.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.sandbox.node.RequiresPrograms;
import io.quartermaster.sandbox.node.StandInNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the node program makes of every gitlab.rb that we could think of, evaluated by Ruby as
 * Omnibus does: for production, for staging after it, and after the removal.
 */
@RequiresPrograms("ruby")
class StartingFilesTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String URL = "AI_GATEWAY_URL";
  private static final String LICENSE_MODE = "GITLAB_LICENSE_MODE";
  private static final String CUSTOMER_PORTAL = "CUSTOMER_PORTAL_URL";
  private static final String SELF_SIGNED = "CLOUD_CONNECTOR_SELF_SIGN_TOKENS";

  private static final NodeGoal.Present PRODUCTION =
      new NodeGoal.Present(
          Map.of(URL, "https://ai-gateway-panda.runway.gitlab.net"),
          Set.of(LICENSE_MODE, CUSTOMER_PORTAL, SELF_SIGNED));
  private static final NodeGoal.Present STAGING =
      new NodeGoal.Present(
          Map.of(
              URL,
              "https://ai-gateway-panda.staging.runway.gitlab.net",
              LICENSE_MODE,
              "test",
              CUSTOMER_PORTAL,
              "https://customers.staging.gitlab.com"),
          Set.of(SELF_SIGNED));

  private static final Map<String, NodeGoal.Present> GOALS =
      Map.of("production", PRODUCTION, "staging", STAGING);

  @TempDir private static Path folder;
  private static final Map<String, JsonNode> STATES = new HashMap<>();

  static List<StartingFile> files() {
    return StartingFile.all();
  }

  @BeforeAll
  static void changeAllNodes() throws Exception {
    List<ObjectNode> requests = new ArrayList<>();
    for (StartingFile file : files()) {
      StandInNode node = node(file);
      node.prepare(RubyPrograms.nodeProgram());
      file.install(node);
      ObjectNode request = MAPPER.createObjectNode().put("root", node.root().toString());
      request.put("omnibus_config", file.omnibusConfig());
      ObjectNode goals = request.putObject("goals");
      goals.set("production", present(PRODUCTION));
      goals.set("staging", present(STAGING));
      goals.putObject("absent").put("absent", true);
      requests.add(request);
    }
    for (JsonNode result : RubyPrograms.run("changes.rb", requests)) {
      STATES.put(result.path("root").asText(), result.path("states"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void onlyTheIntendedVariablesDiffer(StartingFile file) throws Exception {
    JsonNode before = state(file, "before").path("evaluation");
    for (Map.Entry<String, NodeGoal.Present> goal : GOALS.entrySet()) {
      if (accepted(file, goal.getKey())) {
        assertThat(state(file, goal.getKey()).path("evaluation"))
            .as("%s, %s", file, goal.getKey())
            .isEqualTo(intended(before, goal.getValue()));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void removalGivesBackTheOriginalBytes(StartingFile file) throws Exception {
    if (accepted(file, "absent")) {
      JsonNode after = state(file, "absent");
      assertThat(after.path("gitlab_rb").binaryValue())
          .as("%s", file)
          .isEqualTo(file.withoutOurs(node(file)));
      assertThat(after.path("evaluation"))
          .as("%s", file)
          .isEqualTo(state(file, "before").path("evaluation"));
      assertThat(after.path("files"))
          .extracting(JsonNode::asText)
          .doesNotContain("quartermaster.rb");
    }
  }

  @Test
  @RequiresPrograms(value = "ruby", rubyLibraries = "mixlib/config")
  void theStandInEvaluatesAsMixlibConfigDoes() throws Exception {
    List<ObjectNode> requests = new ArrayList<>();
    for (StartingFile file : files()) {
      StandInNode node = node(file);
      boolean container = file.omnibusConfig() != null;
      Path evaluated = container ? node.root().resolve("assets/gitlab.rb") : node.gitlabRb();
      requests.add(
          MAPPER
              .createObjectNode()
              .put("root", node.root().toString())
              .put("file", evaluated.toString())
              .put("omnibus_config", file.omnibusConfig()));
    }
    for (JsonNode result : RubyPrograms.run("comparison.rb", requests)) {
      assertThat(result.path("stand_in")).as("%s", result).isEqualTo(result.path("mixlib"));
    }
  }

  @Test
  void theFilesAreManyAndTheirNamesAreThoseOfRefusedOnes() {
    assertThat(files())
        .hasSizeGreaterThan(150)
        .extracting(StartingFile::name)
        .doesNotHaveDuplicates();
  }

  /** Whether a goal was reached; if not, asserts that it was refused as expected. */
  private static boolean accepted(StartingFile file, String goal) throws IOException {
    JsonNode state = state(file, goal);
    JsonNode last = state.path("answers").path(state.path("answers").size() - 1);
    String code =
        last.path("invalid_line").isInt()
            ? FailureCodes.GITLAB_RB_INVALID
            : last.at("/error/code").textValue();
    assertThat(code).as("%s, %s: %s", file, goal, last).isEqualTo(file.refusals().get(goal));
    if (code == null) {
      return true;
    }
    JsonNode before = before(file, goal);
    assertThat(state.path("gitlab_rb")).as("%s", file).isEqualTo(before.path("gitlab_rb"));
    assertThat(state.path("files")).as("%s", file).isEqualTo(before.path("files"));
    return false;
  }

  /** The state in which a goal begins. */
  private static JsonNode before(StartingFile file, String goal) {
    return switch (goal) {
      case "production" -> state(file, "before");
      case "staging" -> state(file, "production");
      default -> state(file, "staging");
    };
  }

  /** The configuration before, with only the variables of the goal changed. */
  private static JsonNode intended(JsonNode before, NodeGoal.Present goal) {
    ObjectNode evaluation = before.deepCopy();
    if (evaluation.has("error")) {
      return evaluation;
    }
    ObjectNode settings = (ObjectNode) evaluation.at("/configuration/gitlab_rails");
    ObjectNode environment =
        settings.path("env") instanceof ObjectNode present ? present : settings.putObject("env");
    goal.forbidden().forEach(environment::remove);
    goal.variables().forEach((name, value) -> environment.put(name, "String \"" + value + "\""));
    return evaluation;
  }

  private static ObjectNode present(NodeGoal.Present goal) {
    ObjectNode json = MAPPER.createObjectNode();
    json.putObject("present")
        .<ObjectNode>set("variables", MAPPER.valueToTree(goal.variables()))
        .set("forbidden", MAPPER.valueToTree(goal.forbidden()));
    return json;
  }

  private static JsonNode state(StartingFile file, String name) {
    return Objects.requireNonNull(STATES.get(node(file).root().toString())).path(name);
  }

  private static StandInNode node(StartingFile file) {
    return new StandInNode(folder.resolve(file.name()));
  }
}
