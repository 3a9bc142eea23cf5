package io.quartermaster.sandbox.gateway;

import io.quartermaster.sandbox.exchange.Reply;
import io.vertx.core.json.JsonObject;

/** A refused call. */
final class GatewayRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String key;
  private final String code;

  private GatewayRefusal(int status, String key, String text, String code) {
    super(text, null, false, false);
    this.status = status;
    this.key = key;
    this.code = code;
  }

  /** 401 with its own key in the body. */
  static GatewayRefusal unauthorized(String text) {
    return new GatewayRefusal(401, "error", text, text);
  }

  static GatewayRefusal detail(int status, String text) {
    return new GatewayRefusal(status, "detail", text, text);
  }

  /** An AWS error; codes that are not Amazon Q's own become 500. */
  static GatewayRefusal aws(String code, String operation, String message) {
    String text =
        "An error occurred (" + code + ") when calling the " + operation + " operation: " + message;
    return switch (code) {
      case "ValidationException" -> new GatewayRefusal(400, "detail", text, code);
      case "AccessDeniedException" -> new GatewayRefusal(403, "detail", text, code);
      case "ResourceNotFoundException", "UnknownOperationException" ->
          new GatewayRefusal(404, "detail", text, code);
      case "ThrottlingException" -> new GatewayRefusal(429, "detail", text, code);
      default -> new GatewayRefusal(500, "detail", "AWS Error: " + text, code);
    };
  }

  Reply reply() {
    return Reply.json(status, new JsonObject().put(key, getMessage()).encode()).failed(code);
  }
}
