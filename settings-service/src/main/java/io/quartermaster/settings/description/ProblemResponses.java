package io.quartermaster.settings.description;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds to every operation the problems that it can end in. Most follow from its form: a body can be
 * malformed, a query can be invalid, a precondition can fail, a group or project can be unknown or
 * locked, and every call needs a token. A status that several problems have shows each of them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

  private static final List<ProblemType> ALWAYS =
      List.of(
          ProblemType.UNAUTHENTICATED,
          ProblemType.FORBIDDEN,
          ProblemType.NOT_ACCEPTABLE,
          ProblemType.INTERNAL_ERROR,
          ProblemType.UNAVAILABLE);
  private static final List<ProblemType> OF_A_BODY =
      List.of(
          ProblemType.MALFORMED_REQUEST,
          ProblemType.CONTENT_TOO_LARGE,
          ProblemType.INVALID_SETTINGS);
  private static final List<ProblemType> OF_A_PRECONDITION =
      List.of(
          ProblemType.MALFORMED_REQUEST,
          ProblemType.SETTINGS_CHANGED,
          ProblemType.PRECONDITION_REQUIRED);

  private static final List<ProblemType> OF_A_KEY =
      List.of(
          ProblemType.IDEMPOTENCY_KEY_REQUIRED,
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          ProblemType.REQUEST_IN_FLIGHT);
  private static final List<ProblemType> OF_A_SCOPE =
      List.of(ProblemType.NOT_FOUND, ProblemType.GITLAB_REFUSED);

  /** What follows from no form, by operation id. */
  private static final Map<String, ProblemType> OF_ONE_OPERATION =
      Map.of(
          "saveSettings", ProblemType.AWS_ACCOUNT_FIXED,
          "disconnect", ProblemType.NOT_CONNECTED,
          "verify", ProblemType.NOTHING_TO_VERIFY,
          "watchSetup", ProblemType.TOO_MANY_STREAMS);

  /** Before an operation is known, see {@code ServerProblems}. */
  private static final List<ProblemType> OF_THE_SERVER =
      List.of(
          ProblemType.MALFORMED_REQUEST, ProblemType.URI_TOO_LONG, ProblemType.HEADERS_TOO_LARGE);

  /** The headers that say how to go on. */
  private static final Map<ProblemType, String> HEADERS =
      Map.of(
          ProblemType.UNAUTHENTICATED, HttpHeaders.WWW_AUTHENTICATE,
          ProblemType.FORBIDDEN, HttpHeaders.WWW_AUTHENTICATE,
          ProblemType.SETTINGS_CHANGED, HttpHeaders.ETAG,
          ProblemType.NOT_CONNECTED, HttpHeaders.ETAG,
          ProblemType.NOTHING_TO_VERIFY, HttpHeaders.ETAG,
          ProblemType.UNAVAILABLE, HttpHeaders.RETRY_AFTER);

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(each -> describe(api, each)));
  }

  private static void describe(OpenAPI api, Operation operation) {
    problemsOf(operation).stream()
        .collect(groupingBy(ProblemType::status, TreeMap::new, toList()))
        .forEach(
            (status, types) -> {
              String name = types.stream().map(ProblemResponses::name).collect(joining("Or"));
              api.getComponents().addResponse(name, response(types));
              operation
                  .getResponses()
                  .addAPIResponse(
                      Integer.toString(status), OASFactory.createAPIResponse().ref(name));
            });
  }

  private static Set<ProblemType> problemsOf(Operation operation) {
    Set<ProblemType> problems = EnumSet.copyOf(ALWAYS);
    List<Parameter> parameters =
        operation.getParameters() == null ? List.of() : operation.getParameters();
    RequestBody body = operation.getRequestBody();
    if (body != null) {
      problems.addAll(OF_A_BODY);
      // One that may be left out is read whatever type its sender gives to nothing.
      if (Boolean.TRUE.equals(body.getRequired())) {
        problems.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
      }
    }
    boolean changes = has(SharedParts.IF_MATCH, parameters);
    if (changes) {
      problems.addAll(OF_A_PRECONDITION);
    }
    if (parameters.stream().anyMatch(each -> each.getIn() == Parameter.In.PATH)) {
      problems.addAll(OF_A_SCOPE);
      if (changes) {
        problems.add(ProblemType.SCOPE_LOCKED);
      }
    }
    if (has(SharedParts.IDEMPOTENCY_KEY, parameters)) {
      problems.addAll(OF_A_KEY);
    }
    if (parameters.stream().anyMatch(each -> each.getIn() == Parameter.In.QUERY)) {
      problems.add(ProblemType.INVALID_QUERY);
    }
    ProblemType own = OF_ONE_OPERATION.get(operation.getOperationId());
    if (own != null) {
      problems.add(own);
    }
    problems.addAll(OF_THE_SERVER);
    return problems;
  }

  private static boolean has(String shared, List<Parameter> parameters) {
    String ref = "#/components/parameters/" + shared;
    return parameters.stream().anyMatch(each -> ref.equals(each.getRef()));
  }

  private static APIResponse response(List<ProblemType> types) {
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(types.stream().map(type -> type.title() + ".").collect(joining(" Or: ")))
            .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, document(types)));
    types.stream()
        .map(HEADERS::get)
        .filter(Objects::nonNull)
        .forEach(
            header ->
                response.addHeader(
                    header,
                    OASFactory.createHeader()
                        .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))));
    return response;
  }

  private static MediaType document(List<ProblemType> types) {
    MediaType document =
        OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
    if (types.size() == 1) {
      return document.example(ProblemExamples.of(types.getFirst()));
    }
    for (ProblemType type : types) {
      document.addExample(
          name(type),
          OASFactory.createExample().summary(type.title()).value(ProblemExamples.of(type)));
    }
    return document;
  }

  /** {@code INVALID_QUERY} becomes {@code InvalidQuery}. */
  private static String name(ProblemType type) {
    StringBuilder name = new StringBuilder();
    for (String word : type.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
