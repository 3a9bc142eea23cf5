package io.quartermaster.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the runs of {@code gitlab-ctl reconfigure} on a stand-in node go, and how they went. Controls
 * are files on the node, read at the beginning of a run, and take effect in any process.
 */
public final class StandInReconfigure {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path state;

  StandInReconfigure(Path state) {
    this.state = state;
  }

  /**
   * One run.
   *
   * @param overlapping whether another run was in progress when it started
   * @param endedAt null while it is in progress, and when its process was killed
   * @param exitStatus null without an end, and when a signal ended it
   */
  public record Run(
      long processId,
      boolean overlapping,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Integer exitStatus) {}

  /** The runs so far, in the order of their start. */
  public List<Run> runs() {
    Map<Long, Run> runs = new LinkedHashMap<>();
    for (JsonNode entry : entries()) {
      long id = entry.path("run").asLong();
      Instant at = Instant.ofEpochMilli((long) (entry.path("at").asDouble() * 1000));
      if (entry.path("event").asText().equals("start")) {
        long process = entry.path("process").asLong();
        runs.put(id, new Run(process, entry.path("overlapping").asBoolean(), at, null, null));
      } else {
        Integer status = entry.path("status").isInt() ? entry.path("status").asInt() : null;
        runs.computeIfPresent(
            id,
            (key, run) -> new Run(run.processId(), run.overlapping(), run.startedAt(), at, status));
      }
    }
    return List.copyOf(runs.values());
  }

  /** Whether two runs were ever in progress at the same time. */
  public boolean overlapped() {
    return runs().stream().anyMatch(Run::overlapping);
  }

  /** The next runs wait until {@link #release}, or for ten minutes, and then go on. */
  public void hold() {
    write("hold", "");
  }

  /** Whether the next runs wait. */
  public boolean held() {
    return Files.exists(state.resolve("hold"));
  }

  /** Ends {@link #hold} for the runs that wait and for the next ones. */
  public void release() {
    delete("hold");
  }

  /** The next runs take so much longer. */
  public void slowDown(Duration delay) {
    write("delay", Double.toString(delay.toMillis() / 1000.0));
  }

  /** The next runs fail with this output, before they change anything. */
  public void failNext(int runs, String output) {
    write("fail", MAPPER.createObjectNode().put("times", runs).put("output", output).toString());
  }

  /** The next runs are neither held nor slow, and do not fail. */
  public void clear() {
    List.of("hold", "delay", "fail").forEach(this::delete);
  }

  private List<JsonNode> entries() {
    Path file = state.resolve("runs");
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      try (var entries = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
        return entries.readAll();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      Path next = state.resolve(name + ".next");
      Files.createDirectories(state);
      Files.writeString(next, text);
      Files.move(next, state.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(String name) {
    try {
      Files.deleteIfExists(state.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
