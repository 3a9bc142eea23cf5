package io.quartermaster.sandbox.gateway;

import io.quartermaster.sandbox.exchange.ErrorForms;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.faults.Fault;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * Injected failures in the gateway's forms. The code of an error fault chooses the form: {@code
 * OIDC_TOKEN} (token exchange failed), {@code USAGE_QUOTA_EXCEEDED}, {@code
 * USAGE_QUOTA_NOT_ENTITLED}, {@code EDGE} (the HTML of whatever stands in front), or an AWS error
 * code, whose status the gateway derives; status 401 gives the authentication form.
 */
record GatewayForms(String awsOperation) implements ErrorForms {

  private static final String STS = "AssumeRoleWithWebIdentity";

  @Override
  public Reply throttled(Fault.Throttle throttle) {
    Reply reply = GatewayRefusal.aws("ThrottlingException", awsOperation, "Rate exceeded").reply();
    return throttle.retryAfter() == null
        ? reply
        : reply.with(Map.of("Retry-After", String.valueOf(throttle.retryAfter().toSeconds())));
  }

  @Override
  public Reply failed(Fault.Failure failure) {
    if (failure.status() == 401) {
      return GatewayRefusal.unauthorized(failure.message()).reply();
    }
    return switch (failure.code()) {
      case "OIDC_TOKEN" -> GatewayRefusal.detail(500, "Cannot obtain OIDC token").reply();
      case "USAGE_QUOTA_EXCEEDED" -> quota(402, "insufficient_credits", failure);
      case "USAGE_QUOTA_NOT_ENTITLED" -> quota(403, "not_entitled", failure);
      case "EDGE" -> edge(failure);
      case "AccessDenied",
          "InvalidIdentityToken",
          "ValidationError",
          "ExpiredTokenException",
          "IDPCommunicationError" ->
          GatewayRefusal.aws(failure.code(), STS, failure.message()).reply();
      default ->
          failure.code().endsWith("Exception")
              ? GatewayRefusal.aws(failure.code(), awsOperation, failure.message()).reply()
              : GatewayRefusal.detail(failure.status(), failure.message()).reply();
    };
  }

  private static Reply quota(int status, String error, Fault.Failure failure) {
    JsonObject body =
        new JsonObject()
            .put("error", error)
            .put("error_code", failure.code())
            .put("message", failure.message());
    return Reply.json(status, body.encode()).failed(failure.code());
  }

  private static Reply edge(Fault.Failure failure) {
    String html = "<html><body><h1>" + failure.status() + "</h1></body></html>";
    return new Reply(failure.status(), "text/html", Map.of(), html, failure.code());
  }
}
