package io.quartermaster.settings;

import static io.quartermaster.settings.ApiDescription.examples;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.testkit.RealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The committed API description matches the code and is complete. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(TestIssuer.class)
class OpenApiIT {

  private static final Path COMMITTED = Path.of("openapi.yaml");
  private static final String UPDATE = "openapi.update";

  private ApiDescription api;

  @BeforeEach
  void read() throws IOException {
    api = new ApiDescription(new ObjectMapper().readTree(served("json")));
  }

  @Test
  void committedDescriptionMatchesTheCode() throws IOException {
    String served = served("yaml");
    if (System.getProperty(UPDATE) != null) {
      Files.writeString(COMMITTED, served);
    }

    assertThat(Files.readString(COMMITTED))
        .as(
            "settings-service/openapi.yaml differs from the code. If the change of the API is"
                + " meant, run  ./qm test -pl settings-service -am -Dit.test=OpenApiIT -D"
                + UPDATE
                + "  and commit the file.")
        .isEqualTo(served);
  }

  @Test
  void isOpenApi31() {
    assertThat(api.document().path("openapi").asText()).startsWith("3.1.");
  }

  @Test
  void everyReferenceResolves() {
    assertThat(api.document().findValuesAsText("$ref"))
        .contains(
            "#/components/parameters/If-Match",
            "#/components/parameters/Idempotency-Key",
            "#/components/headers/ETag")
        .allSatisfy(
            reference ->
                assertThat(api.document().at(reference.substring(1)).isObject())
                    .as(reference)
                    .isTrue());
  }

  @Test
  void everyChangeDeclaresItsRequiredHeaders() {
    api.forEachOperation(
        (where, operation) -> {
          boolean post = where.startsWith("post");
          boolean changes = where.matches("(put|delete) .*|post .*/disconnect");
          assertThat(requiredHeaders(operation).contains("Idempotency-Key"))
              .as(where)
              .isEqualTo(post);
          assertThat(requiredHeaders(operation).contains("If-Match")).as(where).isEqualTo(changes);
        });
  }

  @Test
  void everyOperationHasAUniqueIdAndExamples() {
    List<String> ids = new ArrayList<>();
    api.forEachOperation(
        (where, operation) -> {
          ids.add(operation.path("operationId").asText());
          assertThat(operation.path("summary").asText()).as(where).isNotBlank();
          assertThat(operation.path("tags")).as(where).isNotEmpty();
          String done = operation.path("responses").has("202") ? "202" : "200";
          assertThat(example(api.resolved(operation.path("responses").path(done))))
              .as(where)
              .isNotNull();
          if (operation.has("requestBody")) {
            assertThat(example(operation.path("requestBody"))).as(where).isNotNull();
          }
        });
    assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
    assertThat(ids)
        .contains(
            "getSettings",
            "saveSettings",
            "disconnect",
            "verify",
            "getSetup",
            "watchSetup",
            "listAuditEvents",
            "getPrerequisites",
            "getGroupScope",
            "setGroupScope",
            "resetGroupScope",
            "getProjectScope",
            "setProjectScope",
            "resetProjectScope");
  }

  @Test
  void everyErrorIsAProblemDocument() {
    api.forEachOperation(
        (where, operation) -> {
          JsonNode responses = operation.path("responses");
          for (String status : List.of("401", "403", "406", "500", "503")) {
            assertThat(responses.has(status)).as(where + " " + status).isTrue();
          }
          responses
              .properties()
              .forEach(
                  answer -> {
                    if (answer.getKey().compareTo("400") >= 0) {
                      assertThat(api.resolved(answer.getValue()).at("/content"))
                          .as(where + " " + answer.getKey())
                          .hasSize(1)
                          .allMatch(
                              type ->
                                  type.at("/schema/$ref")
                                      .asText()
                                      .equals("#/components/schemas/Problem"));
                    }
                  });
        });
    assertThat(statuses("saveSettings")).contains("400", "409", "412", "413", "415", "422", "428");
    for (String scope : List.of("GroupScope", "ProjectScope")) {
      assertThat(statuses("get" + scope))
          .contains("404", "502")
          .doesNotContain("409", "412", "428");
      assertThat(statuses("set" + scope))
          .contains("400", "404", "409", "412", "413", "415", "422", "428", "502");
      assertThat(statuses("reset" + scope))
          .contains("400", "404", "409", "412", "428", "502")
          .doesNotContain("413", "415", "422");
    }
    assertThat(statuses("listAuditEvents")).contains("400").doesNotContain("412", "422");
  }

  /** An example that repeats the title does not show what a caller gets to read. */
  @Test
  void everyProblemExampleSaysWhatToDo() {
    api.forEachOperation(
        (where, operation) ->
            operation
                .path("responses")
                .properties()
                .forEach(
                    answer -> {
                      if (answer.getKey().compareTo("400") >= 0) {
                        for (JsonNode type : api.resolved(answer.getValue()).path("content")) {
                          assertThat(examples(type))
                              .as(where + " " + answer.getKey())
                              .isNotEmpty()
                              .noneMatch(OpenApiIT::repeatsItsTitle);
                        }
                      }
                    }));
  }

  @Test
  void everyExampleFitsItsSchema() {
    api.forEachOperation(
        (where, operation) -> {
          fits(where, operation.path("requestBody"));
          operation.path("responses").forEach(answer -> fits(where, api.resolved(answer)));
        });
  }

  @Test
  void everyProblemOfAStatusIsListed() {
    assertThat(problems("disconnect", "400"))
        .containsExactlyInAnyOrder("malformed-request", "idempotency-key-required");
    assertThat(problems("disconnect", "409"))
        .containsExactlyInAnyOrder("not-connected", "request-in-flight");
    assertThat(problems("disconnect", "422"))
        .containsExactlyInAnyOrder("invalid-settings", "idempotency-key-reused");
    assertThat(problems("saveSettings", "409")).containsExactly("aws-account-fixed");
    assertThat(problems("verify", "409"))
        .containsExactlyInAnyOrder("nothing-to-verify", "request-in-flight");
    assertThat(problems("watchSetup", "429"))
        .containsExactlyInAnyOrder("too-many-streams", "too-many-requests");
    assertThat(problems("setGroupScope", "409")).containsExactly("scope-locked");
  }

  private List<String> problems(String operationId, String status) {
    List<String> types = new ArrayList<>();
    api.forEachOperation(
        (where, operation) -> {
          if (operation.path("operationId").asText().equals(operationId)) {
            api.resolved(operation.path("responses").path(status))
                .path("content")
                .forEach(
                    content ->
                        examples(content)
                            .forEach(
                                example ->
                                    types.add(
                                        example
                                            .path("type")
                                            .asText()
                                            .replace("urn:quartermaster:problem:", ""))));
          }
        });
    return types;
  }

  /** A client that is generated from the description cannot send what is refused. */
  @Test
  void onlyGroupsAllowNeverOn() {
    String neverOn = "{\"availability\": \"never_on\"}";
    assertThat(api.faults(bodyOf("/api/v1/groups/{id}/amazon_q"), neverOn)).isEmpty();
    assertThat(api.faults(bodyOf("/api/v1/projects/{id}/amazon_q"), neverOn)).isNotEmpty();
  }

  private JsonNode bodyOf(String path) {
    return api.document()
        .path("paths")
        .path(path)
        .at("/put/requestBody/content")
        .path("application/json");
  }

  private void fits(String where, JsonNode described) {
    for (JsonNode type : described.path("content")) {
      assertThat(examples(type)).as(where).isNotEmpty();
      for (JsonNode example : examples(type)) {
        assertThat(api.faults(type, example.toString())).as(where + " " + example).isEmpty();
      }
    }
  }

  private List<String> statuses(String operationId) {
    List<String> statuses = new ArrayList<>();
    api.forEachOperation(
        (where, operation) -> {
          if (operation.path("operationId").asText().equals(operationId)) {
            operation.path("responses").fieldNames().forEachRemaining(statuses::add);
          }
        });
    return statuses;
  }

  private List<String> requiredHeaders(JsonNode operation) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : operation.path("parameters")) {
      JsonNode parameter = api.resolved(each);
      if (parameter.path("in").asText().equals("header")
          && parameter.path("required").asBoolean()) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  private static boolean repeatsItsTitle(JsonNode problem) {
    return problem.path("detail").asText().equals(problem.path("title").asText() + ".");
  }

  private static JsonNode example(JsonNode described) {
    return described.findValue("example");
  }

  private static String served(String format) {
    return given()
        .queryParam("format", format)
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
