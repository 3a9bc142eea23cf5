package io.quartermaster.settings.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quartermaster.settings.problem.Problem;
import io.quartermaster.settings.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to every operation the problems that follow from its form: a body can be malformed, a query
 * can be invalid, a precondition can fail, a group or project can be unknown or locked, and every
 * call needs a token. What only one operation knows stands at that operation, and wins.
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
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          ProblemType.INVALID_SETTINGS);
  private static final List<ProblemType> OF_A_PRECONDITION =
      List.of(
          ProblemType.MALFORMED_REQUEST,
          ProblemType.SETTINGS_CHANGED,
          ProblemType.PRECONDITION_REQUIRED);

  private static final List<ProblemType> OF_A_SCOPE =
      List.of(ProblemType.NOT_FOUND, ProblemType.GITLAB_REFUSED);

  /** Before an operation is known, see {@code ServerProblems}: for all, and last for a status. */
  private static final List<ProblemType> OF_THE_SERVER =
      List.of(
          ProblemType.MALFORMED_REQUEST, ProblemType.URI_TOO_LONG, ProblemType.HEADERS_TOO_LARGE);

  /** The headers that say how to go on. */
  private static final Map<ProblemType, String> HEADERS =
      Map.of(
          ProblemType.UNAUTHENTICATED, HttpHeaders.WWW_AUTHENTICATE,
          ProblemType.FORBIDDEN, HttpHeaders.WWW_AUTHENTICATE,
          ProblemType.SETTINGS_CHANGED, HttpHeaders.ETAG,
          ProblemType.UNAVAILABLE, HttpHeaders.RETRY_AFTER);

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getPaths()
        .getPathItems()
        .values()
        .forEach(item -> item.getOperations().values().forEach(each -> describe(api, each)));
  }

  private static void describe(OpenAPI api, Operation operation) {
    APIResponses responses = operation.getResponses();
    responses.getAPIResponses().forEach(ProblemResponses::giveExample);
    for (ProblemType type : problemsOf(operation)) {
      String status = Integer.toString(type.status());
      if (!isDescribed(responses, status)) {
        String name = name(type);
        api.getComponents().addResponse(name, response(type));
        responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
      }
    }
  }

  /** The framework's own words for 401 and 403 name no body. */
  private static boolean isDescribed(APIResponses responses, String status) {
    APIResponse given = responses.getAPIResponse(status);
    return given != null && (given.getRef() != null || given.getContent() != null);
  }

  /** A problem that stands at the operation gets the example of its status, if it has none. */
  private static void giveExample(String status, APIResponse response) {
    if (response.getContent() == null) {
      return;
    }
    MediaType media = response.getContent().getMediaType(Problem.MEDIA_TYPE);
    if (media != null && media.getExample() == null) {
      ProblemType.ofStatus(Integer.parseInt(status))
          .ifPresent(type -> media.setExample(ProblemExamples.of(type)));
    }
  }

  private static List<ProblemType> problemsOf(Operation operation) {
    List<ProblemType> problems = new ArrayList<>(ALWAYS);
    List<Parameter> parameters =
        operation.getParameters() == null ? List.of() : operation.getParameters();
    if (operation.getRequestBody() != null) {
      problems.addAll(OF_A_BODY);
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
      problems.add(ProblemType.IDEMPOTENCY_KEY_REQUIRED);
    }
    if (parameters.stream().anyMatch(each -> each.getIn() == Parameter.In.QUERY)) {
      problems.add(ProblemType.INVALID_QUERY);
    }
    problems.addAll(OF_THE_SERVER);
    return problems;
  }

  private static boolean has(String shared, List<Parameter> parameters) {
    String ref = "#/components/parameters/" + shared;
    return parameters.stream().anyMatch(each -> ref.equals(each.getRef()));
  }

  private static APIResponse response(ProblemType type) {
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(type.title() + ".")
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                            .schema(OASFactory.createSchema().ref("Problem"))
                            .example(ProblemExamples.of(type))));
    String header = HEADERS.get(type);
    if (header != null) {
      response.addHeader(
          header,
          OASFactory.createHeader()
              .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }
    return response;
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
