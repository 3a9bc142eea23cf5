package io.quartermaster.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The node program, and the Ruby programs of these tests. */
final class RubyPrograms {

  private static final JsonMapper MAPPER = new JsonMapper();

  private RubyPrograms() {}

  /** The text of the node program. */
  static byte[] nodeProgram() throws IOException {
    try (InputStream in = NodeAccess.class.getResourceAsStream("quartermaster-node")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  /** Runs a program of these tests with one JSON object a line, and reads as many. */
  static List<JsonNode> run(String program, List<ObjectNode> requests)
      throws IOException, InterruptedException, URISyntaxException {
    Path path = Path.of(Objects.requireNonNull(RubyPrograms.class.getResource(program)).toURI());
    Path input = Files.createTempFile("requests", ".json");
    Path errors = Files.createTempFile("errors", ".txt");
    Files.writeString(
        input, requests.stream().map(ObjectNode::toString).collect(Collectors.joining("\n")));
    Process process =
        new ProcessBuilder("ruby", path.toString())
            .redirectInput(input.toFile())
            .redirectError(errors.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s", Files.readString(errors)).isZero();
    List<JsonNode> results = new ArrayList<>();
    for (String line : output.lines().toList()) {
      results.add(MAPPER.readTree(line));
    }
    assertThat(results).hasSameSizeAs(requests);
    Files.delete(input);
    Files.delete(errors);
    return results;
  }
}
