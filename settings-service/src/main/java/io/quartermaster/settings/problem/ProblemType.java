package io.quartermaster.settings.problem;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of problem, each with a stable URI. A kind is never renamed: programs compare it. Every
 * one has an entry in {@code docs/problems/README.md}.
 */
public enum ProblemType {
  MALFORMED_REQUEST("malformed-request", 400, "The request cannot be read"),
  INVALID_QUERY("invalid-query", 400, "The query parameters are not valid"),
  IDEMPOTENCY_KEY_REQUIRED("idempotency-key-required", 400, "The request has no usable key"),
  UNAUTHENTICATED("unauthenticated", 401, "A valid access token is needed"),
  FORBIDDEN("forbidden", 403, "The caller may not do this"),
  NOT_FOUND("not-found", 404, "There is nothing at this address"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not take this method"),
  NOT_ACCEPTABLE("not-acceptable", 406, "This media type cannot be produced"),
  AWS_ACCOUNT_FIXED("aws-account-fixed", 409, "The AWS account cannot be changed"),
  SCOPE_LOCKED("scope-locked", 409, "A scope above is always off"),
  NOT_CONNECTED("not-connected", 409, "There is nothing to disconnect"),
  NOTHING_TO_VERIFY("nothing-to-verify", 409, "There is nothing to look at"),
  REQUEST_IN_FLIGHT("request-in-flight", 409, "The same request is being done"),
  SETTINGS_CHANGED("settings-changed", 412, "The settings were changed meanwhile"),
  CONTENT_TOO_LARGE("content-too-large", 413, "The request body is too large"),
  URI_TOO_LONG("uri-too-long", 414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "This media type cannot be read"),
  INVALID_SETTINGS("invalid-settings", 422, "The settings are not valid"),
  IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The key was used for another wish"),
  PRECONDITION_REQUIRED("precondition-required", 428, "The change does not say what it is made on"),
  TOO_MANY_STREAMS("too-many-streams", 429, "Too many streams are open"),
  HEADERS_TOO_LARGE("headers-too-large", 431, "The request headers are too large"),
  INTERNAL_ERROR("internal-error", 500, "Something went wrong on our side"),
  GITLAB_REFUSED("gitlab-refused", 502, "GitLab refuses to answer the service"),
  UNAVAILABLE("unavailable", 503, "The service cannot answer at the moment");

  private final String code;
  private final int status;
  private final String title;

  ProblemType(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  /** The kind that says no more than the status does, or nothing where there is none. */
  public static Optional<ProblemType> ofStatus(int status) {
    return Stream.of(values()).filter(type -> type.status == status).findFirst();
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

  /** What to do, as far as the kind alone tells. */
  String advice() {
    return switch (this) {
      case MALFORMED_REQUEST -> "Check the request against the API description at /q/openapi.";
      case NOT_FOUND -> "Check the address against the API description at /q/openapi.";
      case METHOD_NOT_ALLOWED -> "Use one of the methods in the Allow header.";
      case NOT_ACCEPTABLE -> "Accept application/json, or text/event-stream for a stream.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
      case CONTENT_TOO_LARGE -> "Send only the fields that the API description lists.";
      case URI_TOO_LONG -> "Shorten the address: the request line may have 4,096 characters.";
      case HEADERS_TOO_LARGE ->
          "Send fewer or shorter headers, or a smaller token: 20 KiB together.";
      case UNAUTHENTICATED,
          FORBIDDEN,
          IDEMPOTENCY_KEY_REQUIRED,
          IDEMPOTENCY_KEY_REUSED,
          REQUEST_IN_FLIGHT,
          NOT_CONNECTED,
          NOTHING_TO_VERIFY,
          AWS_ACCOUNT_FIXED,
          SCOPE_LOCKED,
          SETTINGS_CHANGED,
          INVALID_QUERY,
          INVALID_SETTINGS,
          PRECONDITION_REQUIRED,
          TOO_MANY_STREAMS,
          INTERNAL_ERROR,
          GITLAB_REFUSED,
          UNAVAILABLE ->
          title + ".";
    };
  }
}
