package io.quartermaster.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads GitLab over REST: OAuth application, service account, project members. */
final class GitLabChecks implements EndStateCheck {
  private static final String AREA = "GitLab";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int PAGE = 100;
  private static final int OK = 200;

  private final HttpClient client;
  private final URI gitlab;
  private final String token;

  GitLabChecks(HttpClient client, URI gitlab, String token) {
    this.client = client;
    this.gitlab = gitlab;
    this.token = token;
  }

  @Override
  public List<Check> run() {
    try {
      List<Check> checks = new ArrayList<>();
      checks.add(application());
      List<JsonNode> accounts = serviceAccounts();
      checks.add(
          Check.of(
              AREA, "service account \"" + Expectation.SERVICE_ACCOUNT + "\"", 1, accounts.size()));
      if (accounts.size() == 1) {
        checks.add(memberships(accounts.getFirst().path("id").asLong()));
      }
      return checks;
    } catch (IOException e) {
      return List.of(new Check(AREA, "can be read", false, String.valueOf(e.getMessage())));
    }
  }

  private Check application() throws IOException {
    List<String> callbacks = new ArrayList<>();
    for (JsonNode application : get("/api/v4/applications")) {
      if (application.path("application_name").asText().equals(Expectation.APPLICATION)) {
        callbacks.add(withoutSlash(application.path("callback_url").asText()));
      }
    }
    return Check.of(
        AREA,
        "one OAuth application \"" + Expectation.APPLICATION + "\" for this instance",
        List.of(withoutSlash(gitlab.toString())),
        callbacks);
  }

  private List<JsonNode> serviceAccounts() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode account : all("/api/v4/service_accounts?order_by=id")) {
      if (account.path("name").asText().equals(Expectation.SERVICE_ACCOUNT)) {
        found.add(account);
      }
    }
    return found;
  }

  private Check memberships(long account) throws IOException {
    Collection<JsonNode> projects = all("/api/v4/projects?simple=true&order_by=id");
    List<String> missing = new ArrayList<>();
    for (JsonNode project : projects) {
      JsonNode member =
          get("/api/v4/projects/%d/members/%d".formatted(project.path("id").asLong(), account));
      if (member.path("access_level").asInt() != Expectation.DEVELOPER) {
        missing.add(project.path("path_with_namespace").asText());
      }
    }
    return new Check(
        AREA,
        "Developer (30) in every project",
        missing.isEmpty() && !projects.isEmpty(),
        missing.isEmpty() ? projects.size() + " projects" : "not in " + String.join(", ", missing));
  }

  /**
   * Every page, until one brings nothing new: a server may give less than is asked for. The path
   * must already have a question mark.
   */
  private Collection<JsonNode> all(String path) throws IOException {
    Map<Long, JsonNode> all = new LinkedHashMap<>();
    int before;
    int page = 1;
    do {
      before = all.size();
      for (JsonNode each : get(path + "&per_page=" + PAGE + "&page=" + page)) {
        all.put(each.path("id").asLong(), each);
      }
      page++;
    } while (all.size() > before);
    return all.values();
  }

  /** The document; an empty one for what is not there. */
  private JsonNode get(String path) throws IOException {
    URI address = URI.create(withoutSlash(gitlab.toString()) + path);
    HttpRequest request =
        HttpRequest.newBuilder(address).header("PRIVATE-TOKEN", token).timeout(TIMEOUT).build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return switch (answer.statusCode()) {
        case OK -> JSON.readTree(answer.body());
        case 404 -> JSON.createObjectNode();
        default ->
            throw new IOException("GitLab answered " + answer.statusCode() + " to GET " + address);
      };
    } catch (JsonProcessingException e) {
      throw new IOException("GitLab's answer to GET " + address + " is not JSON", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading " + address, e);
    }
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
