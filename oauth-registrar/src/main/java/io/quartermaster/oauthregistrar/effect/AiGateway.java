package io.quartermaster.oauthregistrar.effect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quartermaster.gitlab.CloudConnectorToken;
import io.quartermaster.gitlab.OutboundUrl;
import io.quartermaster.gitlab.RetryAfter;
import io.quartermaster.gitlab.application.ClientSecret;
import io.quartermaster.oauthregistrar.OAuthRegistrarConfig;
import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.GatewayAnswer;
import io.quartermaster.oauthregistrar.decision.GatewayVerdict;
import io.quartermaster.oauthregistrar.decision.StepFailure;
import io.quartermaster.oauthregistrar.effect.CloudConnectorTokens.UnusableTokenException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Registers an application through the AI gateway, and removes the registration.
 *
 * <p>Failure semantics: empty when the gateway said yes; otherwise why not. The gateway replaces an
 * earlier registration and does not miss one that is gone, so a call may be repeated after any
 * failure.
 */
@Singleton
class AiGateway {

  private static final ObjectMapper JSON = new JsonMapper();

  /** The client needs a base URL; the real one is given with every call. */
  private static final URI NO_BASE = URI.create("http://127.0.0.1");

  private final CloudConnectorTokens tokens;
  private final AiGatewayApi api;

  @Inject
  AiGateway(OAuthRegistrarConfig config, CloudConnectorTokens tokens) {
    this.tokens = tokens;
    this.api =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(NO_BASE)
            .connectTimeout(config.gateway().connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(config.gateway().readTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .property("microprofile.rest.client.disable.default.mapper", true)
            .build(AiGatewayApi.class);
  }

  Optional<StepFailure> register(
      DesiredRegistration desired, String clientId, ClientSecret secret) {
    return call(desired, api::register, () -> registration(desired, clientId, secret));
  }

  /** Needs the role as much as {@link #register} does: the gateway assumes it to remove. */
  Optional<StepFailure> unregister(DesiredRegistration desired) {
    return call(desired, api::unregister, () -> json(Map.of("role_arn", desired.roleArn())));
  }

  /** The body is written when it is sent, so that a secret in it lives no longer than the call. */
  private Optional<StepFailure> call(
      DesiredRegistration desired, Route route, Supplier<String> body) {
    Optional<URI> gateway = usable(desired.gatewayUrl());
    if (gateway.isEmpty()) {
      return Optional.of(
          new StepFailure.Refused(
              "gateway_url_invalid",
              "The URL of the AI gateway is not an https URL.",
              "Correct the gateway environment in the settings or oauth-registrar.gateway.url."));
    }
    try {
      GatewayAnswer answer = send(gateway.get(), tokens.current(), desired, route, body.get());
      return answer.accepted() ? Optional.empty() : Optional.of(GatewayVerdict.of(answer, desired));
    } catch (UnusableTokenException e) {
      return Optional.of(e.failure());
    } catch (ProcessingException e) {
      return Optional.of(
          new StepFailure.Unavailable(
              "gateway_unreachable",
              "The AI gateway at " + desired.gatewayUrl() + " did not answer.",
              "Check the network and that the AI gateway is up; it is tried again by itself.",
              null));
    }
  }

  private static Optional<URI> usable(URI gateway) {
    try {
      return Optional.of(OutboundUrl.require("The gateway URL", gateway));
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  private static GatewayAnswer send(
      URI gateway,
      CloudConnectorToken token,
      DesiredRegistration desired,
      Route route,
      String json) {
    String subject = token.subject().orElseThrow();
    try (Response response =
        route.call(
            gateway.toString(),
            "Bearer " + token.reveal(),
            subject,
            token.realm(),
            globalUserId(subject),
            desired.instanceUrl().getHost(),
            json)) {
      String body = response.hasEntity() ? response.readEntity(String.class) : "";
      return new GatewayAnswer(
          response.getStatus(),
          textOf(body == null ? "" : body),
          body != null && body.stripLeading().startsWith("<"),
          RetryAfter.of(response.getHeaderString("Retry-After")));
    }
  }

  /** As GitLab computes it: SHA-256 over the instance and the user, here this service. */
  private static String globalUserId(String subject) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((subject + "quartermaster").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static String registration(
      DesiredRegistration desired, String clientId, ClientSecret secret) {
    return json(
        Map.of(
            "client_id", clientId,
            "client_secret", secret.reveal(),
            "instance_url", desired.instanceUrl().toString(),
            "redirect_url", desired.application().redirectUri().toString(),
            "role_arn", desired.roleArn()));
  }

  private static String json(Map<String, String> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      // Without its text, which could quote the body.
      throw new IllegalStateException("The request cannot be written as JSON");
    }
  }

  private static String textOf(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return String.join(
              " ",
              json.path("detail").asText(),
              json.path("error").asText(),
              json.path("error_code").asText())
          .strip();
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** One of the two routes: what they ask for in headers is the same. */
  private interface Route {
    Response call(
        String gateway,
        String authorization,
        String instanceId,
        String realm,
        String globalUserId,
        String hostName,
        String json);
  }
}
