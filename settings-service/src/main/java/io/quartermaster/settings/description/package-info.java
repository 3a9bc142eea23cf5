/**
 * What the API description says beyond the resources: the problems that every operation can end in,
 * what operations share, and examples. Runs when the service is built, not when it serves.
 *
 * <p>The definition is here because a package and a JAX-RS application are the only places where it
 * is read: at any other class it is passed over without a word.
 */
@OpenAPIDefinition(
    info = @Info(title = "", version = ""), // Configured: application.properties.
    components =
        @Components(
            parameters = {
              @Parameter(
                  name = SharedParts.IF_MATCH,
                  in = ParameterIn.HEADER,
                  required = true,
                  description =
                      "The ETag that was read, \"0\" before the first change; * replaces whatever is"
                          + " there.",
                  schema = @Schema(type = SchemaType.STRING),
                  example = "\"1\""),
              @Parameter(
                  name = SharedParts.IDEMPOTENCY_KEY,
                  in = ParameterIn.HEADER,
                  required = true,
                  description =
                      "A value of your own making for this wish; the same one when it is sent again.",
                  schema = @Schema(type = SchemaType.STRING, maxLength = 255, pattern = "^[!-~]+$"),
                  example = "3f0c7c1e-8a55-4a8e-9f0e-5a1b1f0a4c11")
            },
            headers = {
              @Header(
                  name = SharedParts.ETAG,
                  description = "The revision; what the next change sends in If-Match.",
                  schema = @Schema(type = SchemaType.STRING)),
              @Header(
                  name = SharedParts.LOCATION,
                  description = "Where its progress is: the address of getSetup.",
                  schema = @Schema(type = SchemaType.STRING, format = "uri-reference"))
            },
            schemas = {
              @Schema(
                  name = SharedParts.CHANGE_PROJECT_SCOPE,
                  type = SchemaType.OBJECT,
                  requiredProperties = "availability",
                  properties =
                      @SchemaProperty(
                          name = "availability",
                          type = SchemaType.STRING,
                          enumeration = {"default_on", "default_off"})),
              @Schema(name = SharedParts.VERIFY, type = SchemaType.OBJECT)
            }))
@NullMarked
package io.quartermaster.settings.description;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.NullMarked;
