package io.quartermaster.sandbox.gateway;

import io.quartermaster.sandbox.tokens.InvalidTokenException;
import io.quartermaster.sandbox.tokens.TokenKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's authentication: headers and the Cloud Connector token, in the order of the real
 * gateway.
 */
final class TokenCheck {

  private static final String AUDIENCE = "gitlab-ai-gateway";
  private static final String SCHEME = "Bearer";

  private final TokenKey key;
  private final Clock clock;

  TokenCheck(TokenKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  Identity authenticate(HttpServerRequest http) {
    String header = http.getHeader("Authorization");
    if (header == null || header.isEmpty()) {
      throw GatewayRefusal.unauthorized("No authorization header presented");
    }
    List<String> parts = List.of(header.strip().split(" +", 2));
    if (!parts.getFirst().equalsIgnoreCase(SCHEME)) {
      throw GatewayRefusal.unauthorized("Invalid authorization header");
    }
    if (!"oidc".equals(http.getHeader("X-Gitlab-Authentication-Type"))) {
      throw GatewayRefusal.unauthorized(
          "Invalid authentication token type - only OIDC is supported");
    }
    JsonObject claims = claims(parts.size() == 2 ? parts.getLast() : "");
    requireSame(http, "X-Gitlab-Realm", text(claims, "gitlab_realm"));
    requireSame(http, "X-Gitlab-Instance-Id", text(claims, "sub"));
    requireSame(http, "X-Gitlab-Instance-Id", text(claims, "gitlab_instance_id"));
    String subject = claims.getString("sub", "");
    String uid = text(claims, "gitlab_instance_uid");
    return new Identity(uid == null ? subject : uid, subject, values(claims.getValue("scopes")));
  }

  private JsonObject claims(String token) {
    try {
      JsonObject claims = key.verify(token);
      long now = clock.instant().getEpochSecond();
      boolean valid = number(claims, "exp") > now && number(claims, "nbf") <= now;
      if (valid && values(claims.getValue("aud")).contains(AUDIENCE)) {
        return claims;
      }
    } catch (InvalidTokenException invalid) {
      throw GatewayRefusal.unauthorized("Forbidden by auth provider");
    }
    throw GatewayRefusal.unauthorized("Forbidden by auth provider");
  }

  private static void requireSame(HttpServerRequest http, String header, @Nullable String claim) {
    if (claim != null && !claim.equals(http.getHeader(header))) {
      throw GatewayRefusal.unauthorized("Header mismatch '" + header + "'");
    }
  }

  private static @Nullable String text(JsonObject claims, String name) {
    return claims.getValue(name) instanceof String text ? text : null;
  }

  private static long number(JsonObject claims, String name) {
    return claims.getValue(name) instanceof Number number ? number.longValue() : 0;
  }

  private static Set<String> values(@Nullable Object value) {
    Set<String> values = new HashSet<>();
    if (value instanceof JsonArray several) {
      several.forEach(item -> values.add(String.valueOf(item)));
    } else if (value instanceof String one) {
      values.addAll(List.of(one.split(" ", -1)));
    }
    return values;
  }
}
