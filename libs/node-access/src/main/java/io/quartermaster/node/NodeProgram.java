package io.quartermaster.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The node program on one node, over a channel.
 *
 * <p>Failure semantics: as {@link NodeAccess}. A program that does not answer in the expected form
 * is a failure, too. The detail of every failure begins with the name of the node.
 */
public final class NodeProgram implements NodeAccess {

  private static final int PROTOCOL = 1;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final String name;
  private final String root;
  private final NodeChannel channel;

  /**
   * @param name the configured name of the node, for people
   * @param root the folder under which GitLab is installed; a slash on a real node
   */
  public NodeProgram(String name, String root, NodeChannel channel) {
    this.name = name;
    this.root = root;
    this.channel = channel;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public NodeReply<Observation> observe(NodeGoal goal) {
    return call(NodeCommand.OBSERVE, input().set("goal", json(goal)), Observation.class);
  }

  @Override
  public NodeReply<Staged> stage(NodeGoal goal, Observation.Hashes expected) {
    ObjectNode input = input();
    input.set("goal", json(goal));
    input.set("expected", MAPPER.valueToTree(expected));
    return call(NodeCommand.STAGE, input, Staged.class);
  }

  @Override
  public NodeReply<Checked> check() {
    return call(NodeCommand.CHECK, input(), Checked.class);
  }

  @Override
  public NodeReply<Applied> apply() {
    return call(NodeCommand.APPLY, input(), Applied.class);
  }

  @Override
  public NodeReply<Kept> keep() {
    return call(NodeCommand.KEEP, input(), Kept.class);
  }

  @Override
  public NodeReply<Job> start(UUID id) {
    return call(NodeCommand.START, input().put("id", id.toString()), Job.class);
  }

  @Override
  public NodeReply<JsonNode> rails(String script, JsonNode parameters) {
    ObjectNode input = input().put("script", script);
    input.set("parameters", parameters);
    return call(NodeCommand.RAILS, input, JsonNode.class);
  }

  private <T> NodeReply<T> call(NodeCommand command, JsonNode input, Class<T> type) {
    byte[] bytes = input.toString().getBytes(StandardCharsets.UTF_8);
    return switch (channel.run(command.argv(root), bytes)) {
      case NodeChannel.Result.Failed(NodeFailure failure) -> failed(failure);
      case NodeChannel.Result.Ended ended ->
          ended.status() == 0 ? answer(ended.output(), type) : failed(NodeFailures.answerInvalid());
    };
  }

  private <T> NodeReply<T> answer(String output, Class<T> type) {
    try {
      JsonNode answer = MAPPER.readTree(output);
      if (!answer.path("protocol").isInt()) {
        return failed(NodeFailures.answerInvalid());
      }
      if (answer.path("protocol").intValue() != PROTOCOL) {
        return failed(NodeFailures.programOutdated());
      }
      if (answer.has("error")) {
        return failed(refusal(answer.path("error")));
      }
      return new NodeReply.Answered<>(MAPPER.treeToValue(answer, type));
    } catch (JsonProcessingException e) {
      return failed(NodeFailures.answerInvalid());
    }
  }

  private <T> NodeReply<T> failed(NodeFailure failure) {
    String detail = "Node %s: %s".formatted(name, failure.detail());
    return new NodeReply.Failed<>(
        new NodeFailure(failure.code(), detail, failure.remedy(), failure.unavailable()));
  }

  private static NodeFailure refusal(JsonNode error) {
    @Nullable Integer line = error.path("line").isInt() ? error.path("line").intValue() : null;
    return NodeFailures.ofProgram(
        error.path("code").asText(), error.path("file").textValue(), line);
  }

  private static ObjectNode input() {
    return MAPPER.createObjectNode().put("protocol", PROTOCOL);
  }

  private static JsonNode json(NodeGoal goal) {
    ObjectNode node = MAPPER.createObjectNode();
    return switch (goal) {
      case NodeGoal.Present present -> node.set("present", MAPPER.valueToTree(present));
      case NodeGoal.Absent() -> node.put("absent", true);
      case NodeGoal.LastGood() -> node.put("last_good", true);
    };
  }
}
