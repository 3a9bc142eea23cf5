package io.quartermaster.settings.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds the problem responses to every operation, derived from its parameters and its body. Not
 * {@code @APIResponse} on exception mappers: the types of a status depend on the operation.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

  private static final Set<ProblemType> ALWAYS =
      EnumSet.of(
          ProblemType.UNAUTHENTICATED,
          ProblemType.FORBIDDEN,
          ProblemType.NOT_ACCEPTABLE,
          ProblemType.TOO_MANY_REQUESTS,
          ProblemType.INTERNAL_ERROR,
          ProblemType.UNAVAILABLE);

  /** The types of a single operation, by operation id. */
  private static final Map<String, ProblemType> SPECIFIC =
      Map.of(
          "saveSettings", ProblemType.AWS_ACCOUNT_FIXED,
          "disconnect", ProblemType.NOT_CONNECTED,
          "verify", ProblemType.NOTHING_TO_VERIFY,
          "watchSetup", ProblemType.TOO_MANY_STREAMS);

  /** The response headers of a type; the components have the same names. */
  private static final Map<ProblemType, String> HEADERS =
      Map.of(
          ProblemType.UNAUTHENTICATED, SharedComponents.WWW_AUTHENTICATE,
          ProblemType.FORBIDDEN, SharedComponents.WWW_AUTHENTICATE,
          ProblemType.SETTINGS_CHANGED, SharedComponents.ETAG,
          ProblemType.NOT_CONNECTED, SharedComponents.ETAG,
          ProblemType.NOTHING_TO_VERIFY, SharedComponents.ETAG,
          ProblemType.TOO_MANY_REQUESTS, SharedComponents.RETRY_AFTER,
          ProblemType.UNAVAILABLE, SharedComponents.RETRY_AFTER);

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getPaths().getPathItems().values().stream()
        .flatMap(item -> item.getOperations().values().stream())
        .forEach(operation -> describe(api, operation));
  }

  private static void describe(OpenAPI api, Operation operation) {
    problems(operation).stream()
        .collect(groupingBy(ProblemType::status, TreeMap::new, toList()))
        .forEach(
            (status, types) -> {
              String name = types.stream().map(ProblemType::code).collect(joining("_"));
              api.getComponents().addResponse(name, response(types));
              operation
                  .getResponses()
                  .addAPIResponse(
                      Integer.toString(status), OASFactory.createAPIResponse().ref(name));
            });
  }

  private static Set<ProblemType> problems(Operation operation) {
    Set<ProblemType> types = EnumSet.copyOf(ALWAYS);
    List<Parameter> parameters = Optional.ofNullable(operation.getParameters()).orElse(List.of());
    if (operation.getRequestBody() != null) {
      types.addAll(
          List.of(
              ProblemType.MALFORMED_REQUEST,
              ProblemType.REQUEST_TIMEOUT,
              ProblemType.CONTENT_TOO_LARGE,
              ProblemType.INVALID_SETTINGS));
      // An optional body is read whatever its Content-Type.
      if (Boolean.TRUE.equals(operation.getRequestBody().getRequired())) {
        types.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
      }
    }
    boolean conditional = refers(parameters, SharedComponents.IF_MATCH);
    if (conditional) {
      types.addAll(
          List.of(
              ProblemType.MALFORMED_REQUEST,
              ProblemType.SETTINGS_CHANGED,
              ProblemType.PRECONDITION_REQUIRED));
    }
    if (refers(parameters, SharedComponents.ID)) {
      types.addAll(List.of(ProblemType.NOT_FOUND, ProblemType.GITLAB_REFUSED));
      if (conditional) {
        types.add(ProblemType.SCOPE_LOCKED);
      }
    }
    if (refers(parameters, SharedComponents.IDEMPOTENCY_KEY)) {
      types.addAll(
          List.of(
              ProblemType.IDEMPOTENCY_KEY_REQUIRED,
              ProblemType.IDEMPOTENCY_KEY_REUSED,
              ProblemType.REQUEST_IN_FLIGHT));
    }
    if (isIn(Parameter.In.QUERY, parameters)) {
      types.add(ProblemType.INVALID_QUERY);
    }
    Optional.ofNullable(SPECIFIC.get(operation.getOperationId())).ifPresent(types::add);
    return types;
  }

  private static boolean refers(Collection<Parameter> parameters, String component) {
    String ref = "#/components/parameters/" + component;
    return parameters.stream().anyMatch(parameter -> ref.equals(parameter.getRef()));
  }

  private static boolean isIn(Parameter.In location, Collection<Parameter> parameters) {
    return parameters.stream().anyMatch(parameter -> parameter.getIn() == location);
  }

  private static APIResponse response(List<ProblemType> types) {
    MediaType document =
        OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(types.stream().map(ProblemType::title).collect(joining(". Or: ", "", ".")))
            .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, document));
    for (ProblemType type : types) {
      document.addExample(
          type.code(), OASFactory.createExample().summary(type.title()).value(example(type)));
      if (HEADERS.containsKey(type)) {
        String header = HEADERS.get(type);
        response.addHeader(header, OASFactory.createHeader().ref(header));
      }
    }
    return response;
  }

  private static Map<String, Object> example(ProblemType type) {
    return JSON.convertValue(type.example(), new TypeReference<>() {});
  }
}
