package io.quartermaster.settings.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Says what the records cannot: a body that has an unknown field is refused, and an answer always
 * has all its fields, null where there is nothing. Generated clients need not guess either.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ExactSchemas implements OASFilter {

  /** What an answer has only sometimes. */
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

  /** Names of the schemas that describe what callers send. */
  private static Set<String> bodies(OpenAPI api) {
    Set<String> names = new HashSet<>();
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(each -> addBody(each, names)));
    return names;
  }

  private static void addBody(Operation operation, Set<String> names) {
    if (operation.getRequestBody() != null) {
      operation
          .getRequestBody()
          .getContent()
          .getMediaTypes()
          .values()
          .forEach(type -> names.add(nameOf(type.getSchema().getRef())));
    }
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
        // SmallRye forgets null among its types from the second use of a record on; the
        // alternatives say it.
        .forEach(property -> property.setType(null));
  }
}
