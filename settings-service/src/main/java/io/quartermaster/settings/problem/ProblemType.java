package io.quartermaster.settings.problem;

import java.net.URI;

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
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "This media type cannot be read"),
  INVALID_SETTINGS("invalid-settings", 422, "The settings are not valid"),
  IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The key was used for another wish"),
  PRECONDITION_REQUIRED("precondition-required", 428, "The change does not say what it is made on"),
  TOO_MANY_STREAMS("too-many-streams", 429, "Too many streams are open"),
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

  public URI uri() {
    return URI.create("urn:quartermaster:problem:" + code);
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
