package io.quartermaster.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * Holds what the service answers against its committed description: every answer of an operation
 * has a status, a media type and a body that are described there. Streams are left out.
 */
public final class DescribedAnswers implements Filter {

  public static final DescribedAnswers INSTANCE = new DescribedAnswers();

  private static final String STREAM = "text/event-stream";

  private final ApiDescription api = new ApiDescription(read());

  private DescribedAnswers() {}

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response answer = context.next(request, expected);
    operation(request.getMethod(), URI.create(request.getURI()).getPath())
        .ifPresent(operation -> check(operation, answer));
    return answer;
  }

  /** Empty when there is no such operation: then there is nothing to describe but a problem. */
  private Optional<JsonNode> operation(String method, String path) {
    return api.document().path("paths").properties().stream()
        .filter(described -> path.matches(described.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
        .map(Entry::getValue)
        .map(item -> item.path(method.toLowerCase(Locale.ROOT)))
        .filter(JsonNode::isObject)
        .findFirst();
  }

  private void check(JsonNode operation, Response answer) {
    String what = operation.path("operationId").asText() + " " + answer.statusCode();
    JsonNode described =
        api.resolved(operation.path("responses").path(Integer.toString(answer.statusCode())));
    assertThat(described.isObject()).as("%s is described", what).isTrue();
    String mediaType = answer.contentType().replaceAll(";.*", "");
    JsonNode content = described.path("content").path(mediaType);
    assertThat(content.isObject()).as("%s is described as %s", what, mediaType).isTrue();
    if (!mediaType.equals(STREAM)) {
      String body = answer.asString();
      assertThat(api.faults(content, body)).as("%s as described: %s", what, body).isEmpty();
    }
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(Path.of("openapi.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.yaml cannot be read", e);
    }
  }
}
