package io.quartermaster.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state of one GitLab node in the rollout of the AI gateway configuration. Lists, details and
 * outputs are cut to these limits: the largest event stays below the record size that Kafka accepts
 * by default (1 MiB).
 *
 * @param node the configured name of the node
 * @param since when the node entered the state
 * @param detail what the node does or why it failed, one sentence of at most {@value #MAX_DETAIL}
 *     characters; absent when the state says it
 * @param output the last lines of the reconfigure that failed, at most {@value #MAX_OUTPUT_BYTES}
 *     bytes of UTF-8 without control characters; absent in every other state than failed and
 *     rolling_back
 */
public record NodeProgress(
    String node, State state, Instant since, @Nullable String detail, @Nullable String output) {

  /** How many nodes an event lists at most. */
  public static final int MAX_NODES = 100;

  /** The longest detail, in characters. */
  public static final int MAX_DETAIL = 1000;

  /** The longest output, in bytes of UTF-8; its end is kept, which contains the error. */
  public static final int MAX_OUTPUT_BYTES = 4096;

  /** How many nodes of an event have an output at most. */
  public static final int MAX_OUTPUTS = 25;

  /** Control sequences of a terminal, and control characters except line feed and tab. */
  private static final Pattern CONTROL =
      Pattern.compile("\\x1B\\[[0-9;?]*[A-Za-z]|[\\p{Cntrl}&&[^\\n\\t]]");

  public NodeProgress {
    detail = detail == null ? null : Difference.cut(detail, MAX_DETAIL);
    output = output == null || !state.hasOutput() ? null : bounded(output);
  }

  /** A node without detail and output. */
  public NodeProgress(String node, State state, Instant since) {
    this(node, state, since, null, null);
  }

  /**
   * The nodes that an event lists: all in the given order or, when there are more than {@value
   * #MAX_NODES}, those first that failed, and then those that are not verified. Only the first
   * {@value #MAX_OUTPUTS} outputs are kept.
   */
  static List<NodeProgress> listed(List<NodeProgress> nodes) {
    List<NodeProgress> listed =
        nodes.size() <= MAX_NODES
            ? nodes
            : nodes.stream()
                .sorted(Comparator.comparing(node -> node.state.order()))
                .limit(MAX_NODES)
                .toList();
    List<NodeProgress> withOutput =
        listed.stream().filter(node -> node.output != null).limit(MAX_OUTPUTS).toList();
    return listed.stream()
        .map(node -> withOutput.contains(node) ? node : node.withoutOutput())
        .toList();
  }

  private NodeProgress withoutOutput() {
    return output == null ? this : new NodeProgress(node, state, since, detail, null);
  }

  private static @Nullable String bounded(String output) {
    byte[] bytes = CONTROL.matcher(output).replaceAll("").getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, bytes.length - MAX_OUTPUT_BYTES);
    while (from > 0 && from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
      from++;
    }
    String end = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    return end.isBlank() ? null : end;
  }

  /** What happens on the node. */
  public enum State {
    /** Nothing is changed yet. */
    @JsonProperty("pending")
    PENDING,
    /** The new files lie beside the present ones. */
    @JsonProperty("staged")
    STAGED,
    /** The node's Ruby accepts the new files. */
    @JsonProperty("checked")
    CHECKED,
    /** The new files are in place; {@code gitlab-ctl reconfigure} is about to run or runs. */
    @JsonProperty("applying")
    APPLYING,
    /** The variables are in effect. */
    @JsonProperty("verified")
    VERIFIED,
    /** The last good files are restored, with a reconfigure, because the new ones failed. */
    @JsonProperty("rolling_back")
    ROLLING_BACK,
    /** The node does not have the configuration; detail says why. */
    @JsonProperty("failed")
    FAILED;

    private boolean hasOutput() {
      return this == FAILED || this == ROLLING_BACK;
    }

    /** Of a list that is cut: what a person must see first. */
    private int order() {
      return switch (this) {
        case FAILED -> 0;
        case ROLLING_BACK -> 1;
        case APPLYING, CHECKED, STAGED -> 2;
        case PENDING -> 3;
        case VERIFIED -> 4;
      };
    }
  }
}
