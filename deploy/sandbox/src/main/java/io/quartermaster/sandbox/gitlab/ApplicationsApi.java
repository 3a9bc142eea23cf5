package io.quartermaster.sandbox.gitlab;

import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.gitlab.state.Application;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code /applications}: the instance-wide OAuth applications. */
final class ApplicationsApi {

  private static final Set<String> SCOPES =
      Set.of(
          """
          api read_api read_user create_runner manage_runner k8s_proxy self_rotate mcp \
          read_repository write_repository read_registry write_registry read_virtual_registry \
          write_virtual_registry read_observability write_observability ai_features ai_workflows \
          sudo admin_mode read_service_ping openid profile email user:*"""
              .split(" "));
  private static final Set<String> FORBIDDEN_SCHEMES = Set.of("javascript", "data", "vbscript");

  private final SecureRandom random = new SecureRandom();

  Reply list(GitLabCall call) {
    JsonArray items = new JsonArray();
    call.state()
        .applications(call.staleness())
        .values()
        .forEach(application -> items.add(Entities.application(application)));
    return Reply.json(200, items.encode());
  }

  Reply create(GitLabCall call) {
    requireParameters(call);
    String name = call.text("name", "");
    String redirect = call.text("redirect_uri", "");
    String scopes = call.text("scopes", "");
    boolean confidential = call.flag("confidential", true);
    if (name.isBlank()) {
      throw GitLabRefusal.field("name", "can't be blank");
    }
    requireRedirect(redirect);
    if (!SCOPES.containsAll(List.of(scopes.strip().split("\\s+", -1)))) {
      throw GitLabRefusal.field("scopes", "doesn't match configured on the server.");
    }
    Application application =
        new Application(
            call.state().nextApplicationId(),
            hex(32),
            newSecret(),
            name,
            redirect,
            scopes,
            confidential);
    call.state().put(application);
    return Reply.json(201, Entities.applicationWithSecret(application).encode());
  }

  private static void requireParameters(GitLabCall call) {
    List<String> violations = new ArrayList<>();
    for (String name : List.of("name", "redirect_uri", "scopes")) {
      if (!call.has(name)) {
        violations.add(name + " is missing");
      }
    }
    if (call.text("scopes", "").isBlank()) {
      violations.add("scopes is empty");
    }
    if (!violations.isEmpty()) {
      throw GitLabRefusal.parameter(String.join(", ", violations));
    }
  }

  private static void requireRedirect(String uris) {
    if (uris.isBlank()) {
      throw GitLabRefusal.field("redirect_uri", "can't be blank");
    }
    for (String text : uris.strip().split("\\s+", -1)) {
      URI uri;
      try {
        uri = URI.create(text);
      } catch (IllegalArgumentException unreadable) {
        throw GitLabRefusal.field("redirect_uri", "must be a valid URI.");
      }
      if (uri.getScheme() == null) {
        throw GitLabRefusal.field("redirect_uri", "must be an absolute URI.");
      }
      if (FORBIDDEN_SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
        throw GitLabRefusal.field("redirect_uri", "is forbidden by the server.");
      }
      if (uri.getHost() == null) {
        throw GitLabRefusal.field("redirect_uri", "must be a valid URI.");
      }
    }
  }

  Reply delete(GitLabCall call) {
    Application application = find(call);
    call.state().removeApplication(application.id());
    return Reply.empty(204);
  }

  Reply renewSecret(GitLabCall call) {
    Application renewed = find(call).withSecret(newSecret());
    call.state().put(renewed);
    return Reply.json(201, Entities.applicationWithSecret(renewed).encode());
  }

  private static Application find(GitLabCall call) {
    Application application = call.state().applications(Duration.ZERO).get(call.id("id"));
    if (application == null) {
      throw GitLabRefusal.notFound("Application");
    }
    return application;
  }

  private String newSecret() {
    return "gloas-" + hex(32);
  }

  private String hex(int bytes) {
    byte[] data = new byte[bytes];
    random.nextBytes(data);
    return HexFormat.of().formatHex(data);
  }
}
