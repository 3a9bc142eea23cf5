package io.quartermaster.local.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.local.stack.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the sandbox what it has seen and which credentials it accepts. */
public final class SandboxControl {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int MANY = 10_000;

  private final HttpClient client;
  private final URI address;

  public SandboxControl(HttpClient client, URI address) {
    this.client = client;
    this.address = address;
  }

  /** Credentials by name, as the sandbox publishes them. */
  public JsonNode credentials() {
    return get("/credentials");
  }

  /** The requests for one operation of one stand-in, oldest first. */
  public List<JsonNode> journal(String system, String operation) {
    List<JsonNode> found = new ArrayList<>();
    get("/journal?limit=%d&system=%s&operation=%s".formatted(MANY, system, operation))
        .path("entries")
        .forEach(found::add);
    return found;
  }

  private JsonNode get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).GET().build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new StackFailure(
            "The sandbox answered %d to GET %s.".formatted(answer.statusCode(), request.uri()));
      }
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new StackFailure("The sandbox's answer to GET " + request.uri() + " is not JSON.", e);
    } catch (IOException e) {
      throw new StackFailure("The sandbox does not answer at " + request.uri() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailure("Interrupted while asking the sandbox.", e);
    }
  }
}
