package io.quartermaster.settings.problem;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The problem types, each with a stable URI. A type is never renamed: clients compare it. Each has
 * an entry in {@code docs/problems/README.md}.
 */
public enum ProblemType {
  MALFORMED_REQUEST(
      "malformed-request",
      400,
      "Malformed request",
      "Compare the request with the API description at /q/openapi."),
  INVALID_QUERY(
      "invalid-query",
      400,
      "Invalid query parameters",
      "%s",
      "limit: must be a whole number from 1 to 100."),
  IDEMPOTENCY_KEY_REQUIRED(
      "idempotency-key-required",
      400,
      "Idempotency-Key header required",
      "Send exactly one Idempotency-Key of 1 to 255 visible ASCII characters, such as a UUID, and"
          + " reuse it when you retry the same request."),
  UNAUTHENTICATED(
      "unauthenticated",
      401,
      "Valid access token required",
      "Send a valid access token as a Bearer token in the Authorization header: not expired, issued"
          + " for this service, and with a subject."),
  FORBIDDEN(
      "forbidden",
      403,
      "Insufficient permissions",
      "Ask an administrator, or use a token with the role admin."),
  NOT_FOUND(
      "not-found",
      404,
      "Resource not found",
      "Compare the URL with the API description at /q/openapi."),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      405,
      "Method not allowed",
      "Use one of the methods in the Allow header."),
  NOT_ACCEPTABLE(
      "not-acceptable",
      406,
      "Media type not acceptable",
      "Accept application/json, or text/event-stream for a stream."),
  REQUEST_TIMEOUT(
      "request-timeout", 408, "Request body timed out", "Send the whole body without a pause."),
  AWS_ACCOUNT_FIXED(
      "aws-account-fixed",
      409,
      "AWS account cannot be changed",
      "Amazon Q is connected through account %s in partition %s. Use a role in that account, or"
          + " disconnect first and then connect with the other account.",
      "123456789012",
      "aws"),
  SCOPE_LOCKED(
      "scope-locked",
      409,
      "Scope locked by an ancestor",
      "%s is always off (never_on), which locks this scope. Change the availability there first.",
      "The group platform (id 7)"),
  NOT_CONNECTED(
      "not-connected",
      409,
      "Nothing to disconnect",
      "No settings have been saved for this instance. After a save, retry with a new"
          + " Idempotency-Key."),
  NOTHING_TO_VERIFY(
      "nothing-to-verify",
      409,
      "Nothing to verify",
      "The instance is not connected. Save the settings first, then retry with a new"
          + " Idempotency-Key."),
  REQUEST_IN_FLIGHT(
      "request-in-flight",
      409,
      "Request in progress",
      "A request with the same Idempotency-Key is in progress. Retry to get its response."),
  SETTINGS_CHANGED(
      "settings-changed",
      412,
      "Resource modified",
      "The resource was modified and is at revision %d. Re-read it and retry; use a new"
          + " Idempotency-Key if the request has one.",
      7L),
  CONTENT_TOO_LARGE(
      "content-too-large",
      413,
      "Request body too large",
      "Send at most 64 KiB, with only the fields in the API description."),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      415,
      "Unsupported media type",
      "Send the body as application/json."),
  INVALID_SETTINGS(
      "invalid-settings",
      422,
      "Validation failed",
      "Correct the fields listed in errors and retry."),
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused",
      422,
      "Idempotency key reused with a different request body",
      "Use a new Idempotency-Key for a different request."),
  PRECONDITION_REQUIRED(
      "precondition-required",
      428,
      "If-Match header required",
      "Send the ETag that you read in If-Match, or * to replace any revision."),
  TOO_MANY_STREAMS(
      "too-many-streams",
      429,
      "Too many open streams",
      "Close a stream before you open another one."),
  TOO_MANY_REQUESTS(
      "too-many-requests",
      429,
      "Too many concurrent requests",
      "Wait for the responses of the requests in progress. Retry after the delay in Retry-After."),
  INTERNAL_ERROR(
      "internal-error",
      500,
      "Internal error",
      "Retry. If the error persists, check the log of the settings service."),
  GITLAB_REFUSED(
      "gitlab-refused",
      502,
      "GitLab refused the request",
      "Ask an administrator of this service to check gitlab.url and gitlab.token."),
  UNAVAILABLE(
      "unavailable",
      503,
      "Service temporarily unavailable",
      "Retry the same request after the delay in Retry-After.");

  private final String code;
  private final int status;
  private final String title;
  private final String detail;
  private final List<Object> exampleArguments;

  ProblemType(String code, int status, String title, String detail, Object... exampleArguments) {
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.exampleArguments = List.of(exampleArguments);
  }

  static Optional<ProblemType> ofStatus(int status) {
    return Stream.of(values()).filter(type -> type.status == status).findFirst();
  }

  /** The last segment of the URI. */
  public String code() {
    return code;
  }

  public URI uri() {
    return URI.create("urn:quartermaster:problem:" + code);
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  String detail(Object... arguments) {
    return detail.formatted(arguments);
  }

  /** A document of this type for the API description. */
  public Problem example() {
    return this == INVALID_SETTINGS
        ? Problem.invalid(
            List.of(new Problem.FieldError("/comment", "Unknown or read-only field.")))
        : Problem.of(this, exampleArguments.toArray());
  }
}
