package io.quartermaster.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads the files that lie beside the records. */
final class ContractFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  private ContractFiles() {}

  static String schema(EventType type) {
    return text("schema/" + type.wireName() + ".json");
  }

  static String sample(EventType type) {
    return text("samples/" + type.wireName() + ".json");
  }

  static JsonNode asyncApi() {
    try {
      return YAML.readTree(text("asyncapi.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name) {
    try (InputStream in =
        Objects.requireNonNull(EventType.class.getResourceAsStream(name), "missing file " + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
