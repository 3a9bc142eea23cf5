package io.quartermaster.contracts;

import static io.quartermaster.contracts.NodeProgress.State.APPLYING;
import static io.quartermaster.contracts.NodeProgress.State.FAILED;
import static io.quartermaster.contracts.NodeProgress.State.PENDING;
import static io.quartermaster.contracts.NodeProgress.State.ROLLING_BACK;
import static io.quartermaster.contracts.NodeProgress.State.VERIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.contracts.NodeProgress.State;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeProgressTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:15:31.204Z");
  private static final Origin ORIGIN = new Origin("uid", 1, 1, 1, NOW);

  @ParameterizedTest
  @EnumSource(State.class)
  void hasOutputOnlyWhereTheReconfigureFailed(State state) {
    NodeProgress node = new NodeProgress("gitlab-1", state, NOW, null, "error");

    assertThat(node.output()).isEqualTo(state == FAILED || state == ROLLING_BACK ? "error" : null);
  }

  @Test
  void keepsTheEndOfALongOutput() {
    String output = "first line\n" + "x".repeat(NodeProgress.MAX_OUTPUT_BYTES) + "\nlast line";

    assertThat(failed("gitlab-1", output).output())
        .endsWith("x\nlast line")
        .doesNotContain("first")
        .hasSize(NodeProgress.MAX_OUTPUT_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc"})
  void cutsBetweenCharacters(String end) {
    String kept = failed("gitlab-1", "\uD83D\uDE00é€".repeat(2000) + end).output();

    assertThat(kept).isNotNull().doesNotContain("\uFFFD").endsWith("é€" + end);
    assertThat(kept.getBytes(UTF_8).length)
        .isBetween(NodeProgress.MAX_OUTPUT_BYTES - 3, NodeProgress.MAX_OUTPUT_BYTES);
  }

  @Test
  void cutsALongDetailBetweenCharacters() {
    String cut = at("gitlab-1", PENDING, "a" + "\uD83D\uDE00".repeat(1000)).detail();

    assertThat(cut).isEqualTo("a" + "\uD83D\uDE00".repeat(499) + "…");
    assertThat(at("gitlab-1", PENDING, "\uD83D\uDE00".repeat(1000)).detail())
        .isEqualTo("\uD83D\uDE00".repeat(499) + "…");
    assertThat(at("gitlab-1", PENDING, "d".repeat(1000)).detail()).isEqualTo("d".repeat(1000));
  }

  @Test
  void removesTerminalControlSequences() {
    assertThat(failed("gitlab-1", "\u001B[31mError\u001B[0m:\r\n\tno\u0000 space\u0007\n").output())
        .isEqualTo("Error:\n\tno space\n");
    assertThat(failed("gitlab-1", "\u001B[0m\r\n").output()).isNull();
  }

  @Test
  void keepsOrderOfNodesThatFit() {
    List<NodeProgress> nodes =
        List.of(
            new NodeProgress("c", VERIFIED, NOW), failed("a", "error"), at("b", PENDING, "queued"));

    assertThat(new GatewayConfigProgressed(ORIGIN, "Applying.", nodes).nodes()).isEqualTo(nodes);
  }

  @Test
  void listsFailedNodesFirstWhenThereAreTooMany() {
    Stream<NodeProgress> verified = named(150, VERIFIED);
    Stream<NodeProgress> others =
        Stream.of(at("pending", PENDING, null), at("applying", APPLYING, null), failed("bad", "e"));
    List<NodeProgress> nodes = Stream.concat(verified, others).toList();

    List<NodeProgress> listed = new GatewayConfigProgressed(ORIGIN, "Applying.", nodes).nodes();

    assertThat(listed).hasSize(NodeProgress.MAX_NODES);
    assertThat(listed.subList(0, 4))
        .extracting(NodeProgress::node)
        .containsExactly("bad", "applying", "pending", "gitlab-0");
  }

  /** Of the 1 MiB that a broker accepts with its defaults, with text that needs the most bytes. */
  @Test
  void largestEventIsWellBelowTheLimitOfKafka() {
    String output = "\"\n\t\\\u0001".repeat(5000);
    List<NodeProgress> nodes =
        named(300, FAILED)
            .map(node -> new NodeProgress(node.node(), FAILED, NOW, "€".repeat(5000), output))
            .toList();
    List<Difference> drift =
        Collections.nCopies(
            500, new Difference("variable", "€".repeat(500), "€".repeat(5000), false));
    Failure failure = new Failure(Failure.Kind.REFUSED, "code", "detail", "remedy", null);

    GatewayConfigFailed event = new GatewayConfigFailed(ORIGIN, failure, nodes, drift);

    assertThat(EventJson.write(event)).hasSizeLessThan(900 * 1024);
    assertThat(event.drift()).hasSize(Difference.MAX_ON_NODES);
    assertThat(event.drift().getFirst().found()).isEqualTo("€".repeat(499) + "…");
    assertThat(event.nodeStates()).hasSize(NodeProgress.MAX_NODES);
    assertThat(
            event.nodeStates().stream()
                .filter(node -> node.output() != null)
                .collect(Collectors.toSet()))
        .hasSize(NodeProgress.MAX_OUTPUTS);
    assertThat(EventJson.read(EventJson.write(event), GatewayConfigFailed.class)).isEqualTo(event);
  }

  private static Stream<NodeProgress> named(int count, State state) {
    return IntStream.range(0, count).mapToObj(number -> at("gitlab-" + number, state, null));
  }

  private static NodeProgress at(String node, State state, @Nullable String detail) {
    return new NodeProgress(node, state, NOW, detail, null);
  }

  private static NodeProgress failed(String node, String output) {
    return new NodeProgress(node, FAILED, NOW, null, output);
  }
}
