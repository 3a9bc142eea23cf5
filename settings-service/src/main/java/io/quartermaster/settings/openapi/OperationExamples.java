package io.quartermaster.settings.openapi;

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
 * Adds examples from {@code openapi-examples}: {@code <operation id>.request.json}, {@code
 * <operation id>.<status>.json} and, for a shared response, {@code <component>.json}. A test finds
 * missing and invalid ones.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OperationExamples implements OASFilter {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .forEach(OperationExamples::describe);
    api.getComponents()
        .getResponses()
        .forEach((name, response) -> put(response.getContent(), name));
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
      throw new UncheckedIOException("Invalid JSON in the example " + name, e);
    }
  }
}
