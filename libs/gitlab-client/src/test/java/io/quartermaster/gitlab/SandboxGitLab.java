package io.quartermaster.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import io.quartermaster.sandbox.quarkus.SandboxResource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A GitLab with more projects than fit on two pages. */
public final class SandboxGitLab extends SandboxResource {

  static final int GROUPS = 120;
  static final int PROJECTS = 250;

  public SandboxGitLab() {
    super(SandboxOptions.defaults().withSeed(GROUPS, PROJECTS));
  }

  /** What people do in GitLab, and the client does not. */
  static void addGroupMember(Sandbox sandbox, long groupId, long userId, int level)
      throws IOException, InterruptedException {
    String form = "user_id=" + userId + "&access_level=" + level;
    HttpRequest request =
        HttpRequest.newBuilder(
                sandbox.gitlabUrl().resolve("/api/v4/groups/" + groupId + "/members"))
            .header("PRIVATE-TOKEN", sandbox.credentials().gitlabAdminToken())
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(201);
    }
  }
}
