package io.quartermaster.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How GitLab takes requests, whatever they are about. */
class GitLabHttpTest {

  @RegisterExtension static final RunningSandbox RUNNING = new RunningSandbox();

  private final Sandbox sandbox = RUNNING.sandbox();
  private final Clients clients = RUNNING.clients();

  private HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers) {
    return clients.send(method, URI.create(sandbox.gitlabUrl() + path), body, headers);
  }

  private static void assertError(HttpResponse<String> answer, int status, String error) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(new JsonObject().put("error", error).encode());
  }

  @Test
  void whereThereIsNothingNobodyIsAskedForAToken() {
    assertError(send("GET", "/api/v4/nothing", "", Map.of()), 404, "404 Not Found");
    assertError(send("GET", "/", "", Map.of()), 404, "404 Not Found");
    assertError(send("PUT", "/api/v4/version", "", Map.of()), 405, "405 Not Allowed");
    assertThat(send("GET", "/api/v4/version", "", Map.of()).statusCode()).isEqualTo(401);
  }

  @Test
  void whatAnswersGetAnswersHead() {
    HttpResponse<String> projects = clients.gitlab("HEAD", "/projects?per_page=3");
    assertThat(projects.statusCode()).isEqualTo(200);
    assertThat(projects.headers().firstValue("X-Total")).hasValue("10");
    assertThat(projects.body()).isEmpty();
    assertThat(clients.gitlab("HEAD", "/projects/99").statusCode()).isEqualTo(404);
  }

  @Test
  void aClientThatAsksBeforeItSendsTheBodyIsToldToGoOn() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.gitlabUrl().resolve("/api/v4/applications"))
            .timeout(Duration.ofSeconds(60))
            .expectContinue(true)
            .header("PRIVATE-TOKEN", sandbox.credentials().gitlabAdminToken())
            .POST(HttpRequest.BodyPublishers.ofString("name=a&scopes=api"))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      assertError(
          client.send(request, HttpResponse.BodyHandlers.ofString()),
          400,
          "redirect_uri is missing");
    }
  }

  @Test
  void theWordBearerIgnoresCase() {
    Map<String, String> headers =
        Map.of("Authorization", "bearer " + sandbox.credentials().gitlabAdminToken());
    assertThat(send("GET", "/api/v4/version", "", headers).statusCode()).isEqualTo(200);
  }

  @Test
  void aFormMayComeInParts() {
    String form =
        """
        --edge
        Content-Disposition: form-data; name="name"

        Amazon Q OAuth
        --edge
        Content-Disposition: form-data; name="redirect_uri"

        https://gitlab.example.com/
        --edge
        Content-Disposition: form-data; name="scopes"

        api read_repository
        --edge--
        """
            .replace("\n", "\r\n");
    HttpResponse<String> created =
        send(
            "POST",
            "/api/v4/applications",
            form,
            Map.of(
                "PRIVATE-TOKEN",
                sandbox.credentials().gitlabAdminToken(),
                "Content-Type",
                "multipart/form-data; boundary=edge"));
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(new JsonObject(created.body()).getString("application_name"))
        .isEqualTo("Amazon Q OAuth");
  }

  @Test
  void aListInThePlaceOfATextIsInvalid() {
    JsonObject body =
        new JsonObject()
            .put("name", "a")
            .put("redirect_uri", "https://gitlab.example.com/")
            .put("scopes", new JsonArray().add("api"));
    assertError(clients.gitlab("POST", "/applications", body), 400, "scopes is invalid");
  }

  @Test
  void timesAreInMilliseconds() {
    HttpResponse<String> created =
        clients.gitlab("POST", "/service_accounts", new JsonObject().put("username", "amazon-q"));
    long id = new JsonObject(created.body()).getLong("id");
    assertThat(new JsonObject(clients.gitlab("GET", "/users/" + id).body()).getString("created_at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
  }
}
