package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Reply;
import io.vertx.core.json.JsonObject;

/** Instance settings, metadata and license. */
final class InstanceApi {

  private static final String VERSION = "18.9.0-ee";

  private InstanceApi() {}

  static Reply settings(GitLabCall call) {
    JsonObject json =
        new JsonObject()
            .put("id", 1)
            .put("signup_enabled", false)
            .put("default_project_visibility", "private");
    if (call.state().licensed()) {
      json.put("duo_features_enabled", true).put("lock_duo_features_enabled", false);
    }
    return Reply.json(200, json.encode());
  }

  static Reply metadata(GitLabCall call) {
    JsonObject kas =
        new JsonObject().put("enabled", true).put("externalUrl", null).put("version", "18.9.0");
    return Reply.json(
        200,
        new JsonObject()
            .put("version", VERSION)
            .put("revision", "sandbox")
            .put("kas", kas)
            .put("enterprise", true)
            .encode());
  }

  static Reply license(GitLabCall call) {
    return Reply.json(
        200,
        new JsonObject()
            .put("id", 1)
            .put("plan", call.state().licensed() ? "ultimate" : "starter")
            .put("created_at", "2025-01-01T00:00:00.000Z")
            .put("starts_at", "2025-01-01")
            .put("expires_at", "2099-12-31")
            .put("maximum_user_count", 10)
            .put("expired", false)
            .put("user_limit", 1000)
            .put("active_users", 2)
            .put("add_ons", new JsonObject())
            .encode());
  }
}
