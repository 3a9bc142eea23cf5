package io.quartermaster.membership;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox as GitLab: groups 1 > 2 > 3 and 1 > 4 > 5, twelve projects dealt out over them (1, 6
 * and 11 in group 1, 2, 7 and 12 in group 2, and so on). Pages and batches are small, so that every
 * walk has several.
 */
public final class GitLabStandIn implements QuarkusTestResourceLifecycleManager {

  static final int PROJECTS = 12;
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
        "membership.plan-size", "5",
        "membership.batch-size", "5",
        "membership.concurrency", "3",
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
}
