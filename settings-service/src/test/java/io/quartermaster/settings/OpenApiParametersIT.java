package io.quartermaster.settings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.testkit.RealServers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every parameter and response header is described exactly, so that a generated client can check a
 * value and a person sees one.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class OpenApiParametersIT {

  private ApiDescription api;

  @BeforeEach
  void read() throws IOException {
    String served =
        given()
            .queryParam("format", "json")
            .get("/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    api = new ApiDescription(new ObjectMapper().readTree(served));
  }

  @Test
  void everyParameterHasAPatternOrBoundsAndAnExample() {
    Map<String, JsonNode> parameters = parameters();

    assertThat(parameters)
        .hasSizeGreaterThan(10)
        .allSatisfy(this::isExact)
        .allSatisfy(
            (where, parameter) ->
                assertThat(parameter.path("description").asText()).as(where).isNotBlank());
    assertThat(parameters.values())
        .extracting(parameter -> parameter.path("name").asText())
        .contains("id", "limit", "cursor", "If-Match", "Idempotency-Key", "Last-Event-ID");
  }

  @Test
  void everyResponseHeaderHasAPatternOrBoundsAndAnExample() {
    Map<String, JsonNode> headers = new TreeMap<>();
    api.forEachOperation(
        (where, operation) ->
            operation
                .path("responses")
                .properties()
                .forEach(
                    answer ->
                        api.resolved(answer.getValue())
                            .path("headers")
                            .properties()
                            .forEach(
                                header ->
                                    headers.put(
                                        "%s %s %s"
                                            .formatted(where, answer.getKey(), header.getKey()),
                                        api.resolved(header.getValue())))));

    assertThat(headers).hasSizeGreaterThan(10).allSatisfy(this::isExact);
    for (String name : List.of("ETag", "Location", "Link", "Retry-After", "WWW-Authenticate")) {
      assertThat(headers.keySet()).anyMatch(where -> where.endsWith(" " + name));
    }
  }

  /** What the description rules out, and what it allows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "If-Match | true | *",
        "If-Match | true | \"0\"",
        "If-Match | true | \"6\", \"17\"",
        "If-Match | false | 7",
        "If-Match | false | W/\"7\"",
        "If-Match | false | \"07\"",
        "If-Match | false | \"7-gzip\"",
        "If-Match | false | *, \"7\"",
        "Idempotency-Key | true | a",
        "Idempotency-Key | false | a b",
        "Idempotency-Key | false | ``",
        "Last-Event-ID | true | 17",
        "Last-Event-ID | false | -1",
        "Last-Event-ID | false | 99999999999999999999",
        "cursor | true | YmVsb3c6MTI",
        "cursor | false | a=b",
        "cursor | false | ``",
        "limit | true | 1",
        "limit | true | 100",
        "limit | false | 0",
        "limit | false | 101",
        "id | true | 42",
        "id | false | 0",
        "id | false | 1000000000000000000",
      })
  void describesTheValuesOfParameters(String name, boolean valid, String value) {
    List<JsonNode> found =
        parameters().values().stream()
            .filter(parameter -> parameter.path("name").asText().equals(name))
            .toList();

    assertThat(found)
        .isNotEmpty()
        .allSatisfy(
            parameter -> {
              String json = isNumber(parameter) ? value : TextNode.valueOf(value).toString();
              assertThat(api.faults(parameter, json).isEmpty()).isEqualTo(valid);
            });
  }

  private Map<String, JsonNode> parameters() {
    Map<String, JsonNode> parameters = new TreeMap<>();
    api.forEachOperation(
        (where, operation) -> {
          for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = api.resolved(each);
            parameters.put(where + " " + parameter.path("name").asText(), parameter);
          }
        });
    return parameters;
  }

  private void isExact(String where, JsonNode described) {
    JsonNode schema = described.path("schema");
    boolean exact =
        isNumber(described)
            ? schema.has("minimum") && schema.has("maximum")
            : schema.has("pattern");
    assertThat(exact).as("%s has a pattern or bounds: %s", where, schema).isTrue();
    List<JsonNode> examples = new ArrayList<>(ApiDescription.examples(described));
    schema.path("examples").forEach(examples::add);
    assertThat(examples)
        .as("%s has an example", where)
        .isNotEmpty()
        .allSatisfy(
            example -> assertThat(api.faults(described, example.toString())).as(where).isEmpty());
  }

  private static boolean isNumber(JsonNode described) {
    return described.at("/schema/type").asText().equals("integer");
  }
}
