package io.quartermaster.settings.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Makes the schemas exact for generated clients: request bodies allow no additional properties, and
 * responses always have all their properties.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ExactSchemas implements OASFilter {

  /** The optional properties of responses. */
  private static final Map<String, Set<String>> OPTIONAL =
      Map.of("Settings", Set.of("message"), "Problem", Set.of("errors"));

  @Override
  public void filterOpenAPI(OpenAPI api) {
    Set<String> bodies = bodies(api);
    api.getComponents()
        .getSchemas()
        .forEach(
            (name, schema) -> {
              if (bodies.contains(name)) {
                schema.setAdditionalPropertiesSchema(
                    OASFactory.createSchema().booleanSchema(false));
              } else {
                require(schema, OPTIONAL.getOrDefault(name, Set.of()));
              }
            });
  }

  /** The names of the schemas of request bodies. */
  private static Set<String> bodies(OpenAPI api) {
    Set<String> names = new HashSet<>();
    api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .map(Operation::getRequestBody)
        .filter(Objects::nonNull)
        .flatMap(body -> body.getContent().getMediaTypes().values().stream())
        .forEach(type -> names.add(nameOf(type.getSchema().getRef())));
    return names;
  }

  private static String nameOf(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static void require(Schema schema, Set<String> optional) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties == null || properties.isEmpty()) {
      return;
    }
    List<String> always = new ArrayList<>(properties.keySet());
    always.removeAll(optional);
    schema.setRequired(always);
    properties.values().stream()
        .filter(property -> property.getAnyOf() != null)
        // SmallRye drops null from the types after the first use of a record; anyOf has it.
        .forEach(property -> property.setType(null));
  }
}
