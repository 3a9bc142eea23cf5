package io.quartermaster.settings.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Makes the schemas of responses exact for generated clients: all properties are always present.
 * Those of request bodies allow no additional properties by their annotation.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ExactSchemas implements OASFilter {

  /** The optional properties of responses. */
  private static final Map<String, Set<String>> OPTIONAL =
      Map.of("Settings", Set.of("message"), "Problem", Set.of("errors"));

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getComponents()
        .getSchemas()
        .forEach(
            (name, schema) -> {
              if (schema.getAdditionalPropertiesSchema() == null) {
                require(schema, OPTIONAL.getOrDefault(name, Set.of()));
              }
            });
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
