/**
 * Completes the API description at build time: problem responses, shared components, examples.
 *
 * <p>The definition is at this package because SmallRye OpenAPI reads it only from packages and
 * JAX-RS applications, and ignores it silently elsewhere.
 */
@OpenAPIDefinition(
    info = @Info(title = "", version = ""), // Configured: application.properties.
    components =
        @Components(
            parameters = {
              @Parameter(
                  name = SharedComponents.IF_MATCH,
                  in = ParameterIn.HEADER,
                  required = true,
                  description =
                      "The ETag that was read, \"0\" before the first change, or * to replace any"
                          + " revision.",
                  schema =
                      @Schema(
                          type = SchemaType.STRING,
                          pattern = "^(\\*|\"(0|[1-9][0-9]*)\"( *, *\"(0|[1-9][0-9]*)\")*)$"),
                  example = "\"1\""),
              @Parameter(
                  name = SharedComponents.ID,
                  in = ParameterIn.PATH,
                  required = true,
                  description = "The id in GitLab.",
                  schema =
                      @Schema(
                          type = SchemaType.INTEGER,
                          format = "int64",
                          minimum = "1",
                          maximum = "999999999999999999"),
                  example = "42"),
              @Parameter(
                  name = SharedComponents.IDEMPOTENCY_KEY,
                  in = ParameterIn.HEADER,
                  required = true,
                  description =
                      "A unique value for this request, such as a UUID. Reuse it for a retry.",
                  schema = @Schema(type = SchemaType.STRING, maxLength = 255, pattern = "^[!-~]+$"),
                  example = "3f0c7c1e-8a55-4a8e-9f0e-5a1b1f0a4c11")
            },
            headers = {
              @Header(
                  name = SharedComponents.ETAG,
                  description = "The revision, for If-Match in the next change.",
                  schema =
                      @Schema(
                          type = SchemaType.STRING,
                          pattern = "^\"(0|[1-9][0-9]*)\"$",
                          examples = "\"1\"")),
              @Header(
                  name = SharedComponents.LOCATION,
                  description = "The URL of getSetup, which returns the progress.",
                  schema =
                      @Schema(
                          type = SchemaType.STRING,
                          format = "uri-reference",
                          pattern = "^(https?://[^/]+)?/api/v1/amazon_q/setup$",
                          examples = "https://quartermaster.example.com/api/v1/amazon_q/setup")),
              @Header(
                  name = SharedComponents.RETRY_AFTER,
                  description = "Seconds after which the same request can be retried.",
                  schema =
                      @Schema(
                          type = SchemaType.INTEGER,
                          minimum = "1",
                          maximum = "3600",
                          examples = "5")),
              @Header(
                  name = SharedComponents.WWW_AUTHENTICATE,
                  description =
                      "Why the token is rejected; without error, the request has no bearer token.",
                  schema =
                      @Schema(
                          type = SchemaType.STRING,
                          pattern =
                              "^Bearer realm=\"quartermaster\""
                                  + "(, error=\"(invalid_token|insufficient_scope)\")?$",
                          examples = "Bearer realm=\"quartermaster\", error=\"invalid_token\""))
            },
            responses = {
              @APIResponse(
                  name = SharedComponents.SETTINGS,
                  description =
                      "The settings; revision 0 before the first save. Only a save returns message.",
                  headers = @Header(name = SharedComponents.ETAG, ref = SharedComponents.ETAG),
                  content =
                      @Content(
                          mediaType = MediaType.APPLICATION_JSON,
                          schema = @Schema(ref = SharedComponents.SETTINGS))),
              @APIResponse(
                  name = SharedComponents.SCOPE,
                  description = "The group or project; revision 0 before the first change.",
                  headers = @Header(name = SharedComponents.ETAG, ref = SharedComponents.ETAG),
                  content =
                      @Content(
                          mediaType = MediaType.APPLICATION_JSON,
                          schema = @Schema(ref = SharedComponents.SCOPE)))
            },
            schemas = {
              @Schema(
                  name = SharedComponents.VERIFY,
                  type = SchemaType.OBJECT,
                  additionalProperties = Schema.False.class)
            }))
@NullMarked
package io.quartermaster.settings.openapi;

import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.NullMarked;
