package io.quartermaster.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** An OpenAPI document and its validation. */
final class ApiDescription {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode document;
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  ApiDescription(JsonNode document) {
    this.document = document;
  }

  JsonNode document() {
    return document;
  }

  /** Method and path, and their description. */
  void forEachOperation(BiConsumer<String, JsonNode> check) {
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            check.accept(
                                operation.getKey() + " " + path.getKey(), operation.getValue())));
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** Why the text does not fit the schema of this media type; empty when it does. */
  List<?> faults(JsonNode mediaType, String text) {
    return schemas
        .computeIfAbsent(mediaType.path("schema"), this::compiled)
        .validate(text, InputFormat.JSON);
  }

  private Schema compiled(JsonNode schema) {
    ObjectNode whole = new ObjectMapper().createObjectNode();
    whole.setAll((ObjectNode) schema);
    whole.set("components", document.path("components"));
    return SCHEMAS.getSchema(whole.toString());
  }

  /** The one of a media type, or those with names. */
  static List<JsonNode> examples(JsonNode mediaType) {
    List<JsonNode> examples = new ArrayList<>();
    mediaType.path("examples").forEach(named -> examples.add(named.path("value")));
    if (mediaType.has("example")) {
      examples.add(mediaType.path("example"));
    }
    return examples;
  }
}
