package io.quartermaster.gitlab;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import java.util.Map;

/** A GitLab with more projects than fit on two pages. */
public final class SandboxGitLab implements QuarkusTestResourceLifecycleManager {

  static final int GROUPS = 120;
  static final int PROJECTS = 250;

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withSeed(GROUPS, PROJECTS));

  @Override
  public Map<String, String> start() {
    return Map.of(
        "gitlab.url", sandbox.gitlabUrl().toString(),
        "gitlab.token", sandbox.credentials().gitlabAdminToken());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(sandbox, field -> field.getType() == Sandbox.class);
  }

  @Override
  public void stop() {
    sandbox.close();
  }
}
