package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A refused call, in one of GitLab's three forms. */
final class GitLabRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String body;
  private final String code;

  private GitLabRefusal(int status, JsonObject body, String code) {
    super(code, null, false, false);
    this.status = status;
    this.body = body.encode();
    this.code = code;
  }

  /** {@code {"message":"404 Project Not Found"}}. */
  static GitLabRefusal message(int status, String text) {
    return new GitLabRefusal(status, new JsonObject().put("message", text), text);
  }

  /** {@code {"message":{"field":["text"]}}}: the model refuses a value. */
  static GitLabRefusal field(String field, String text) {
    JsonObject fields = new JsonObject().put(field, new JsonArray().add(text));
    return new GitLabRefusal(400, new JsonObject().put("message", fields), field + " " + text);
  }

  /** {@code {"error":"name is missing"}}: the API framework refuses a parameter. */
  static GitLabRefusal parameter(String text) {
    return error(400, text);
  }

  static GitLabRefusal error(int status, String text) {
    return new GitLabRefusal(status, new JsonObject().put("error", text), text);
  }

  static GitLabRefusal notFound(String resource) {
    return message(404, "404 " + resource + " Not Found");
  }

  /** The body of a failed look-up by id. */
  static GitLabRefusal notFound() {
    return message(404, "404 Not found");
  }

  Reply reply() {
    return Reply.json(status, body).failed(code);
  }

  /**
   * As {@link #reply}, with the texts that GitLab translates; the journal keeps the English one.
   */
  Reply replyInPolish() {
    return Reply.json(status, PolishTexts.translate(body)).failed(code);
  }
}
