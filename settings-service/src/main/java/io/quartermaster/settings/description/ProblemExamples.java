package io.quartermaster.settings.description;

import io.quartermaster.settings.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One document of each problem that many operations share. */
final class ProblemExamples {

  private ProblemExamples() {}

  static Map<String, Object> of(ProblemType type) {
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", type.uri().toString());
    example.put("title", type.title());
    example.put("status", type.status());
    example.put("detail", detail(type));
    if (type == ProblemType.INVALID_SETTINGS) {
      // Not Map.of, whose order is another one in every JVM.
      Map<String, Object> fault = new LinkedHashMap<>();
      fault.put("pointer", "/comment");
      fault.put("detail", "Is not known here: leave it out.");
      example.put("errors", List.of(fault));
    }
    return example;
  }

  private static String detail(ProblemType type) {
    return switch (type) {
      case MALFORMED_REQUEST -> "Check the request against the API description at /q/openapi.";
      case INVALID_QUERY -> "limit: Must be a whole number from 1 to 100.";
      case UNAUTHENTICATED ->
          "Get a new access token: this one has expired, was not issued for this service, or does not"
              + " say whose it is.";
      case FORBIDDEN -> "Ask an administrator, or use a token that has the role admin.";
      case NOT_FOUND ->
          "Check the id: GitLab has no such group or project, or does not show it to gitlab.token.";
      case SCOPE_LOCKED ->
          "Nothing can be chosen here while the group platform (id 7) is always off (never_on): change"
              + " that first.";
      case GITLAB_REFUSED ->
          "Ask an administrator of the service to check gitlab.url and gitlab.token.";
      case NOT_ACCEPTABLE -> "Accept application/json, or text/event-stream for a stream.";
      case SETTINGS_CHANGED ->
          "Read the settings again, they are at revision 7, and repeat the change on them.";
      case CONTENT_TOO_LARGE ->
          "Send at most 64 KiB: only the fields that the API description lists.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
      case INVALID_SETTINGS -> "Correct what errors lists and send it again.";
      case PRECONDITION_REQUIRED ->
          "Send in If-Match the ETag that you have read, so that no change of others is lost, or *"
              + " to replace whatever is there.";
      case INTERNAL_ERROR -> "Try again; if it stays, look into the log of the settings service.";
      case UNAVAILABLE -> "Send the same request again in a few seconds.";
      case IDEMPOTENCY_KEY_REQUIRED ->
          "Send one Idempotency-Key: a value of your own making for this wish, such as a UUID, and the"
              + " same one when you send the same wish again.";
      case URI_TOO_LONG -> "Shorten the address: the request line may have 4,096 characters.";
      case TOO_MANY_STREAMS -> "Close a stream that you do not need any more, then open this one.";
      case HEADERS_TOO_LARGE ->
          "Send fewer or shorter headers, or a smaller token: 20 KiB together.";
      case IDEMPOTENCY_KEY_REUSED ->
          "This Idempotency-Key was used for another body: take a new one for a new wish.";
      case REQUEST_IN_FLIGHT ->
          "The same request is being done at this moment: send it again to read its answer.";
      case AWS_ACCOUNT_FIXED ->
          "Amazon Q is connected through account 123456789012 of the partition aws: name a role there,"
              + " or disconnect first and then connect with the other account.";
      case NOT_CONNECTED ->
          "No settings were ever saved for this instance, so there is nothing to take down; once there"
              + " are, send the wish with a new Idempotency-Key.";
      case NOTHING_TO_VERIFY ->
          "Save the settings first, then ask with a new Idempotency-Key: there is nothing to look at"
              + " yet.";
      case METHOD_NOT_ALLOWED -> "Use one of the methods in the Allow header.";
    };
  }
}
