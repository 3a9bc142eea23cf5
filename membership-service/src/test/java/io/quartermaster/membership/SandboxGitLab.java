package io.quartermaster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox as GitLab: groups 1 > 2 > 3 and 1 > 4 > 5, twelve projects distributed over them (1,
 * 6 and 11 in group 1, 2, 7 and 12 in group 2, and so on). Pages and batches are small, so that
 * every scan and run has several.
 */
public final class SandboxGitLab implements QuarkusTestResourceLifecycleManager {

  static final int PROJECTS = 12;
  static final int REPORTER = 20;
  static final int DEVELOPER = 30;
  static final int MAINTAINER = 40;
  static final String ADD_MEMBER = "AddProjectMember";
  static final String LIST_MEMBERSHIPS = "ListUserMemberships";

  private static final int GROUPS = 5;

  private @Nullable Sandbox sandbox;

  @Override
  public Map<String, String> start() {
    Sandbox started = Sandbox.start(SandboxOptions.defaults().withSeed(GROUPS, PROJECTS));
    sandbox = started;
    return Map.of(
        "gitlab.url", started.gitlabUrl().toString(),
        "gitlab.token", started.credentials().gitlabAdminToken(),
        "membership.page-size", "5",
        "membership.plan-batch-size", "5",
        "membership.batch-size", "5",
        "membership.concurrency", "3",
        "setup-step.min-retry-interval", "100ms",
        "quartermaster.messaging.reconcile.back-off-base", "100ms",
        "quartermaster.messaging.reconcile.back-off-cap", "300ms");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(sandbox, field -> field.getType() == Sandbox.class);
  }

  @Override
  public void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  /** The projects in which the account is a direct Developer. */
  static List<Long> developerIn(Sandbox sandbox, long account) {
    return LongStream.rangeClosed(1, PROJECTS)
        .filter(
            project ->
                sandbox.gitlab().projectAccess(project, account).equals(Optional.of(DEVELOPER)))
        .boxed()
        .toList();
  }

  /** GitLab's REST API as an administrator. */
  static RequestSpecification api(Sandbox sandbox) {
    return RestAssured.given()
        .baseUri(sandbox.gitlabUrl().toString())
        .basePath("/api/v4")
        .header("PRIVATE-TOKEN", sandbox.credentials().gitlabAdminToken())
        .contentType("application/json");
  }

  static void addToGroup(Sandbox sandbox, long group, long account, int level) {
    assertThat(
            api(sandbox)
                .body(Map.of("user_id", account, "access_level", level))
                .post("/groups/" + group + "/members")
                .statusCode())
        .isEqualTo(201);
  }

  static void delete(Sandbox sandbox, String path) {
    assertThat(api(sandbox).delete(path).statusCode()).isEqualTo(204);
  }
}
