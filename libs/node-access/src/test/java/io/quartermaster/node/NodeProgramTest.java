package io.quartermaster.node;

import static io.quartermaster.node.TestNode.PRODUCTION;
import static io.quartermaster.node.TestNode.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.FailureCodes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the node program as replies. */
class NodeProgramTest {

  private static final Pattern CODE =
      Pattern.compile("'((?:gitlab_rb|reconfigure|rails|node)_[a-z]+(?:_[a-z]+)*)'");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Welcome!",
        "[]",
        "null",
        "{}",
        "{\"protocol\":1}",
        "{\"protocol\":\"1\"}",
        "{\"protocol\":1,\"error\":{\"code\":\"of_another_release\"}}",
        "{\"protocol\":1,\"id\":\"x\",\"state\":\"running\"}",
        "{\"protocol\":1,\"id\":\"550e8400-e29b-41d4-a716-446655440000\",\"state\":\"paused\","
            + "\"started_at\":\"2026-01-01T00:00:00Z\",\"ended_at\":null,\"exit_status\":null,\"output\":\"\"}"
      })
  void unexpectedAnswersAreFailures(String output) {
    NodeFailure failure = failed(answering(0, output).start(UUID.randomUUID()));

    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_ANSWER_INVALID);
    assertThat(failure.detail()).startsWith("Node db-1: ");
    assertThat(failure.unavailable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashes", "statement", "include", "state", "rails_environment", "job"})
  void anObservationWithoutAPartIsAFailure(String part) {
    String whole =
        """
        {"protocol":1,"gitlab_version":null,"hashes":{"gitlab_rb":"a","include":null},
        "statement":"last","invalid_line":null,"include":{"state":"absent","diff":[]},
        "rails_environment":{"AI_GATEWAY_URL":"x"},
        "job":{"id":"550e8400-e29b-41d4-a716-446655440000","state":"ended","exit_status":0,
        "started_at":"2026-01-01T00:00:00Z","ended_at":null,"output":"a\\u0000b"}}
        """;
    assertThat(TestNode.answered(answering(0, whole).observe(PRODUCTION)).job())
        .isNotNull()
        .extracting(Job::output)
        .isEqualTo("ab");
    String without =
        part.equals("job")
            ? whole.replace("\"ended\"", "null")
            : whole.replaceFirst("\"" + part + "\":(\\{[^}]*}|\"\\w+\")", "\"" + part + "\":null");

    NodeFailure failure = failed(answering(0, without).observe(PRODUCTION));

    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_ANSWER_INVALID);
  }

  @Test
  void crashIsAFailureWithoutItsText() {
    NodeFailure failure = failed(answering(1, "secret").observe(PRODUCTION));

    assertThat(failure.code()).isEqualTo(FailureCodes.NODE_ANSWER_INVALID);
    assertThat(failure.toString()).doesNotContain("secret");
  }

  @Test
  void anotherProtocolIsAnOutdatedProgram() {
    assertThat(failed(answering(0, "{\"protocol\":2}").keep()).code())
        .isEqualTo(FailureCodes.NODE_PROGRAM_OUTDATED);
  }

  @Test
  void everyCodeOfTheProgramHasItsSentences() {
    Set<String> codes = new TreeSet<>();
    CODE.matcher(new String(TestNode.program(), StandardCharsets.UTF_8))
        .results()
        .forEach(match -> codes.add(match.group(1)));
    codes.remove("node_program"); // Not a code.
    assertThat(codes).hasSizeGreaterThan(10);
    for (String code : codes) {
      NodeFailure failure = NodeFailures.ofProgram(code, "/etc/gitlab/gitlab.rb", 7);
      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.detail()).endsWith(".");
      assertThat(failure.remedy()).endsWith(".");
    }
  }

  private static NodeAccess answering(int status, String output) {
    NodeChannel channel = (argv, input) -> new NodeChannel.Result.Ended(status, output, output);
    assertThat(List.of(NodeCommand.values())).hasSize(7);
    return new NodeProgram("db-1", "/", channel);
  }
}
