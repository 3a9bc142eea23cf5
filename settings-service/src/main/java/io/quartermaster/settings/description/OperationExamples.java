package io.quartermaster.settings.description;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.jspecify.annotations.Nullable;

/**
 * Puts examples beside the schemas: of the request from {@code openapi-examples/<operation
 * id>.request.json}, of an answer from {@code <operation id>.<status>.json}. A test finds an
 * operation without one, and an example that does not fit its schema.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OperationExamples implements OASFilter {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(OperationExamples::describe));
  }

  private static void describe(Operation operation) {
    String id = operation.getOperationId();
    if (operation.getRequestBody() != null) {
      put(operation.getRequestBody().getContent(), id + ".request");
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, answer) -> put(answer.getContent(), id + "." + status));
  }

  private static void put(@Nullable Content content, String name) {
    if (content != null) {
      read(name)
          .ifPresent(
              example ->
                  content.getMediaTypes().values().forEach(type -> type.setExample(example)));
    }
  }

  private static Optional<Object> read(String name) {
    try (InputStream file =
        OperationExamples.class.getResourceAsStream("/openapi-examples/" + name + ".json")) {
      return file == null ? Optional.empty() : Optional.of(JSON.readValue(file, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException("Example " + name + " is not JSON", e);
    }
  }
}
