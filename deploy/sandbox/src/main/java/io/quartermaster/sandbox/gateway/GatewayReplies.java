package io.quartermaster.sandbox.gateway;

import io.quartermaster.sandbox.exchange.FaultReplies;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.faults.Fault;
import io.vertx.core.json.JsonObject;

/**
 * The wire form of injected faults. Status 401 yields the authentication form; otherwise the code
 * selects the form: {@code EDGE} (the HTML of a proxy), {@code USAGE_QUOTA_EXCEEDED} and {@code
 * USAGE_QUOTA_NOT_ENTITLED} (the quota check, which fails closed), an error code of STS or Amazon
 * Q, whose status the gateway derives, or any other code for the plain form with the given status.
 */
record GatewayReplies(String awsOperation) implements FaultReplies {

  @Override
  public Reply throttled(Fault.Throttle throttle) {
    return GatewayRefusal.aws("ThrottlingException", awsOperation, "Rate exceeded")
        .reply()
        .withRetryAfter(throttle.retryAfter());
  }

  @Override
  public Reply failed(Fault.Failure failure) {
    if (failure.status() == 401) {
      return GatewayRefusal.unauthorized(failure.message()).reply();
    }
    return switch (failure.code()) {
      case "USAGE_QUOTA_EXCEEDED" -> quota(402, "insufficient_credits", failure);
      case "USAGE_QUOTA_NOT_ENTITLED" -> quota(403, "not_entitled", failure);
      case "EDGE" -> Reply.html(failure.status()).failed(failure.code());
      case "AccessDenied",
          "InvalidIdentityToken",
          "ValidationError",
          "ExpiredTokenException",
          "IDPCommunicationError" ->
          GatewayRefusal.aws(failure.code(), AmazonQ.ASSUME_ROLE, failure.message()).reply();
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
}
