package io.quartermaster.gitlab;

import static io.quartermaster.gitlab.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.gitlab.GitLabFailure.Cause;
import io.quartermaster.gitlab.GitLabFailure.Reason;
import io.quartermaster.gitlab.GitLabFailure.Refused;
import io.quartermaster.gitlab.GitLabFailure.Unavailable;
import io.quartermaster.gitlab.application.GitLabApplications;
import io.quartermaster.gitlab.application.GitLabApplications.ApplicationWithSecret;
import io.quartermaster.gitlab.application.GitLabApplications.NewApplication;
import io.quartermaster.gitlab.instance.GitLabInstance;
import io.quartermaster.gitlab.project.GitLabMembers;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ScriptedGitLab.class, restrictToAnnotatedClass = true)
class GitLabClientTest {

  private static final String APPLICATION =
      """
      {"id":7,"application_id":"abc","application_name":"Amazon Q OAuth","confidential":false,\
      "callback_url":"https://gitlab.example.com/","secret":"gloas-s3cret","later":{"a":1}}""";
  private static final NewApplication APPLICATION_TO_CREATE =
      new NewApplication(
          "Amazon Q OAuth",
          URI.create("https://gitlab.example.com/"),
          List.of("api", "read_repository"),
          false);

  @Inject GitLabApplications applications;
  @Inject GitLabMembers members;
  @Inject GitLabInstance instance;

  @BeforeEach
  void reset() {
    ScriptedGitLab.reset();
  }

  @Test
  void sendsTheTokenInTheHeaderOnly() {
    ScriptedGitLab.reply(200, "{\"version\":\"18.1.1-ee\",\"enterprise\":true,\"kas\":{}}");

    assertThat(instance.metadata().version()).isEqualTo("18.1.1-ee");

    ScriptedGitLab.Asked asked = ScriptedGitLab.asked().getFirst();
    assertThat(asked.token()).isEqualTo(ScriptedGitLab.TOKEN);
    assertThat(asked.path()).isEqualTo("/api/v4/metadata");
  }

  @Test
  void createsAnApplicationOnAny2xx() {
    ScriptedGitLab.reply(200, APPLICATION);
    ScriptedGitLab.reply(201, APPLICATION);

    ApplicationWithSecret first = applications.create(APPLICATION_TO_CREATE);
    ApplicationWithSecret second = applications.create(APPLICATION_TO_CREATE);

    assertThat(first.secret().reveal()).isEqualTo("gloas-s3cret");
    assertThat(second.application().clientId()).isEqualTo("abc");
    assertThat(first.toString()).doesNotContain("s3cret");
    assertThat(ScriptedGitLab.asked().getFirst().body())
        .contains("\"scopes\":\"api read_repository\"")
        .contains("\"redirect_uri\":\"https://gitlab.example.com/\"")
        .contains("\"confidential\":false");
  }

  @Test
  void renewsTheSecretOfAnExistingApplication() {
    ScriptedGitLab.reply(201, APPLICATION);
    ScriptedGitLab.reply(404, "{\"message\":\"404 Application Not Found\"}");

    assertThat(applications.renewSecret(7)).isPresent();
    assertThat(applications.renewSecret(7)).isEmpty();
    assertThat(ScriptedGitLab.asked().getFirst().path())
        .isEqualTo("/api/v4/applications/7/renew-secret");
  }

  @Test
  void rejectsAnApplicationWithoutSecret() {
    ScriptedGitLab.reply(201, APPLICATION.replace("gloas-s3cret", ""));

    assertThat(failure(() -> applications.create(APPLICATION_TO_CREATE)))
        .isEqualTo(new Unavailable(Cause.UNREADABLE, null));
  }

  @Test
  void reportsWhetherAnApplicationWasDeleted() {
    ScriptedGitLab.reply(204, "");
    ScriptedGitLab.reply(404, "{\"message\":\"404 Application Not Found\"}");

    assertThat(applications.delete(7)).isTrue();
    assertThat(applications.delete(7)).isFalse();
  }

  @Test
  void readsAllThreeShapesOfErrors() {
    ScriptedGitLab.reply(400, "{\"error\":\"name is missing, scopes is empty\"}");
    ScriptedGitLab.reply(400, "{\"message\":{\"redirect_uri\":[\"must be a valid URI.\"]}}");
    ScriptedGitLab.reply(403, "{\"message\":\"403 Forbidden\"}");
    ScriptedGitLab.reply(
        401, "{\"error\":\"invalid_token\",\"error_description\":\"Token was revoked.\"}");

    assertThat(failure(() -> applications.create(APPLICATION_TO_CREATE)))
        .isEqualTo(new Refused(Reason.INVALID, 400, "name is missing, scopes is empty"));
    assertThat(failure(() -> applications.create(APPLICATION_TO_CREATE)))
        .isEqualTo(new Refused(Reason.INVALID, 400, "redirect_uri must be a valid URI."));
    assertThat(failure(() -> applications.list()))
        .isEqualTo(new Refused(Reason.FORBIDDEN, 403, "403 Forbidden"));
    assertThat(failure(() -> applications.list()))
        .isEqualTo(new Refused(Reason.UNAUTHENTICATED, 401, "invalid_token, Token was revoked."));
  }

  @Test
  void readsRetryAfterOfARateLimit() {
    ScriptedGitLab.reply(
        429, Map.of("Content-Type", "text/plain", "Retry-After", "17"), "Retry later");
    ScriptedGitLab.reply(
        429,
        Map.of("Content-Type", "application/json", "Retry-After", "60"),
        "{\"message\":{\"error\":\"This endpoint has been requested too many times.\"}}");

    assertThat(failure(() -> applications.list()))
        .isEqualTo(new Unavailable(Cause.RATE_LIMITED, Duration.ofSeconds(17)));
    assertThat(failure(() -> members.remove(1, 2)))
        .isEqualTo(new Unavailable(Cause.RATE_LIMITED, Duration.ofSeconds(60)));
  }

  @Test
  void reportsMissingAndUnreadableResponsesAsUnavailable() {
    ScriptedGitLab.reply(502, Map.of("Content-Type", "text/html"), "<html>Bad gateway</html>");
    ScriptedGitLab.reply(200, Map.of("Content-Type", "text/html"), "<html>Sign in</html>");
    ScriptedGitLab.reply(-1, "");
    ScriptedGitLab.reply(0, "");

    assertThat(failure(() -> instance.metadata()))
        .isEqualTo(new Unavailable(Cause.SERVER_ERROR, null));
    assertThat(failure(() -> instance.metadata()))
        .isEqualTo(new Unavailable(Cause.UNREADABLE, null));
    assertThat(failure(() -> instance.metadata()))
        .isEqualTo(new Unavailable(Cause.TIMED_OUT, null));
    assertThat(failure(() -> instance.metadata()))
        .isEqualTo(new Unavailable(Cause.UNREACHABLE, null));
  }

  @Test
  void readsLicenseAndSettings() {
    ScriptedGitLab.reply(
        200, "{\"plan\":\"ultimate\",\"expired\":false,\"expires_at\":\"2030-01-01\"}");
    ScriptedGitLab.reply(200, "{\"duo_features_enabled\":true}");

    assertThat(instance.license())
        .hasValueSatisfying(l -> assertThat(l.plan()).isEqualTo("ultimate"));
    assertThat(instance.settings().duoFeaturesEnabled()).isTrue();
  }
}
