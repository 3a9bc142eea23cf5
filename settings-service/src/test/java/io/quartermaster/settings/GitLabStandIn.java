package io.quartermaster.settings;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox as GitLab: groups 1 > 2 > 3 and 1 > 4 > 5, ten projects dealt out over them (1 and 6
 * in group 1, 2 and 7 in group 2, and so on).
 */
public final class GitLabStandIn implements QuarkusTestResourceLifecycleManager {

  private @Nullable Sandbox sandbox;

  /** After the one that gives every test an address without a GitLab. */
  @Override
  public int order() {
    return 5;
  }

  @Override
  public Map<String, String> start() {
    Sandbox started = Sandbox.start(SandboxOptions.defaults().withSeed(5, 10));
    sandbox = started;
    return Map.of(
        "gitlab.url", started.gitlabUrl().toString(),
        "gitlab.token", started.credentials().gitlabAdminToken(),
        // The longest: whatever would count too long shows.
        "settings.namespaces.cache-ttl", "60s");
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
