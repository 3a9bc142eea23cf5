package io.quartermaster.local.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.local.stack.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A client of the settings API.
 *
 * <p>Failure semantics: no answer, an answer that is not JSON, or an unexpected status is a {@link
 * StackFailure} that names the request; a problem document's detail is part of the message.
 */
public final class SettingsApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int OK = 200;
  private static final int LOWEST_REFUSAL = 300;

  private final HttpClient client;
  private final URI base;
  private final Supplier<String> token;

  /**
   * A client.
   *
   * @param base ends with a slash; settings and set-up are right below it
   * @param token asked for each request, so that it never has expired
   */
  public SettingsApi(HttpClient client, URI base, Supplier<String> token) {
    this.client = client;
    this.base = base;
    this.token = token;
  }

  /**
   * Saves the settings over those that are there; any answer that is not a success is a failure.
   */
  public JsonNode save(String roleArn, String availability, boolean autoReview) {
    HttpResponse<String> answer = put(body(roleArn, availability, autoReview));
    if (answer.statusCode() >= LOWEST_REFUSAL) {
      throw refusal("PUT settings", answer);
    }
    return read(answer);
  }

  /** Replaces the settings with the body, and returns the response. */
  public HttpResponse<String> put(String body) {
    return send(
        request("settings")
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  public JsonNode settings() {
    return get("settings");
  }

  public SetupProgress setup() {
    JsonNode document = get("setup");
    return JSON.convertValue(document, SetupProgress.class);
  }

  /**
   * The progress of the set-up, its present state first. Ends when the server ends it; close it to
   * stop listening.
   */
  public Stream<SetupProgress> watch() {
    // The timeout ends with the headers of the response.
    HttpRequest request =
        request("setup/events").header("Accept", "text/event-stream").timeout(TIMEOUT).build();
    try {
      HttpResponse<Stream<String>> answer =
          client.send(request, HttpResponse.BodyHandlers.ofLines());
      if (answer.statusCode() != OK) {
        answer.body().close();
        throw new StackFailure(
            "The settings service answered %d to GET %s."
                .formatted(answer.statusCode(), request.uri()));
      }
      ServerSentEvents events = new ServerSentEvents();
      return answer.body().map(events::accept).flatMap(Optional::stream).map(SettingsApi::progress);
    } catch (IOException e) {
      throw silent(request, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static String body(String roleArn, String availability, boolean autoReview) {
    ObjectNode body = JSON.createObjectNode();
    body.put("role_arn", roleArn);
    body.put("availability", availability);
    body.put("auto_review_enabled", autoReview);
    return body.toString();
  }

  private JsonNode get(String path) {
    HttpResponse<String> answer = send(request(path).timeout(TIMEOUT).build());
    if (answer.statusCode() != OK) {
      throw refusal("GET " + path, answer);
    }
    return read(answer);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Authorization", "Bearer " + token.get());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw silent(request, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static SetupProgress progress(String data) {
    try {
      return JSON.readValue(data, SetupProgress.class);
    } catch (JsonProcessingException e) {
      throw new StackFailure("The settings service sent an event that is not a set-up.", e);
    }
  }

  private static JsonNode read(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new StackFailure("The answer to " + answer.uri() + " is not JSON.", e);
    }
  }

  private static StackFailure refusal(String what, HttpResponse<String> answer) {
    return new StackFailure(
        "The settings service answered %d to %s: %s"
            .formatted(answer.statusCode(), what, answer.body()));
  }

  private static StackFailure silent(HttpRequest request, IOException cause) {
    return new StackFailure(
        "The settings service does not answer at " + request.uri() + ".", cause);
  }

  private static StackFailure interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new StackFailure("Interrupted while asking the settings service.", cause);
  }
}
