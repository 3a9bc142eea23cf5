package io.quartermaster.oauthregistrar.effect;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.gitlab.OutboundUrl;
import io.quartermaster.gitlab.RetryAfter;
import io.quartermaster.gitlab.application.ClientSecret;
import io.quartermaster.oauthregistrar.OAuthRegistrarConfig;
import io.quartermaster.oauthregistrar.decision.DesiredRegistration;
import io.quartermaster.oauthregistrar.decision.GatewayResponse;
import io.quartermaster.oauthregistrar.decision.GatewayVerdict;
import io.quartermaster.step.StepFailedException;
import io.quartermaster.step.StepFailure;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Registers an application through the AI gateway, and deletes the registration.
 *
 * <p>Failure semantics: empty when the gateway accepted, otherwise the failure. May be repeated
 * after any failure: the gateway replaces a registration, and deletes one that does not exist.
 */
@Singleton
class AiGateway {

  private static final JsonMapper JSON = new JsonMapper();

  /** The client needs a base URL; the real one is passed with every call. */
  private static final URI PLACEHOLDER = URI.create("http://127.0.0.1");

  private final CloudConnectorTokens tokens;
  private final AiGatewayApi api;

  AiGateway(OAuthRegistrarConfig config, CloudConnectorTokens tokens) {
    this.tokens = tokens;
    this.api =
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(PLACEHOLDER)
            .connectTimeout(config.gateway().connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(config.gateway().readTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .property("microprofile.rest.client.disable.default.mapper", true)
            .build(AiGatewayApi.class);
  }

  Optional<StepFailure> register(
      DesiredRegistration desired, String clientId, ClientSecret secret) {
    return call(
        desired,
        api::register,
        Map.of(
            "client_id", clientId,
            "client_secret", secret.reveal(),
            "instance_url", desired.instanceUrl().toString(),
            "redirect_url", desired.application().redirectUri().toString(),
            "role_arn", desired.roleArn()));
  }

  /** Needs the role as much as {@link #register} does: the gateway assumes it to delete. */
  Optional<StepFailure> unregister(DesiredRegistration desired) {
    return call(desired, api::unregister, Map.of("role_arn", desired.roleArn()));
  }

  private Optional<StepFailure> call(
      DesiredRegistration desired, Route route, Map<String, String> body) {
    URI gateway = desired.gatewayUrl();
    try {
      OutboundUrl.require("The gateway URL", gateway);
    } catch (ConfigurationException e) {
      return Optional.of(
          new StepFailure.Refused(
              FailureCodes.GATEWAY_URL_INVALID,
              "The URL of the AI gateway is not an https URL.",
              "Correct the gateway environment in the settings or oauth-registrar.gateway.url."));
    }
    try {
      GatewayResponse response = send(desired, route, JSON.valueToTree(body).toString());
      return response.accepted()
          ? Optional.empty()
          : Optional.of(GatewayVerdict.of(response, desired));
    } catch (StepFailedException e) {
      return Optional.of(e.failure());
    } catch (ProcessingException e) {
      return Optional.of(
          new StepFailure.Unavailable(
              FailureCodes.GATEWAY_UNREACHABLE,
              "The AI gateway at %s did not answer.".formatted(gateway),
              "Check the network and that the AI gateway is running. Retrying automatically."));
    }
  }

  private GatewayResponse send(DesiredRegistration desired, Route route, String json) {
    var identity = new AiGatewayApi.Identity(tokens.current(), desired.instanceUrl().getHost());
    try (Response response = route.call(desired.gatewayUrl().toString(), identity, json)) {
      String body =
          response.hasEntity() ? requireNonNullElse(response.readEntity(String.class), "") : "";
      return new GatewayResponse(
          response.getStatus(),
          errorText(body),
          body.stripLeading().startsWith("<"),
          RetryAfter.of(response.getHeaderString("Retry-After")));
    }
  }

  private static String errorText(String body) {
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

  private interface Route {
    Response call(String gateway, AiGatewayApi.Identity identity, String json);
  }
}
