package io.quartermaster.sandbox.quarkus;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * A sandbox for the tests of one module. Configures {@code gitlab.url} and {@code gitlab.token},
 * and injects itself into fields of type {@link Sandbox}. A module extends it with its own
 * configuration.
 */
public class SandboxResource implements QuarkusTestResourceLifecycleManager {

  protected final Sandbox sandbox;

  protected SandboxResource(SandboxOptions options) {
    this.sandbox = Sandbox.start(options);
  }

  /** The configuration of the module on top of the address and token of GitLab. */
  protected Map<String, String> configuration() {
    return Map.of();
  }

  @Override
  public final Map<String, String> start() {
    Map<String, String> configuration = new HashMap<>();
    configuration.put("gitlab.url", sandbox.gitlabUrl().toString());
    configuration.put("gitlab.token", sandbox.credentials().gitlabAdminToken());
    configuration.putAll(configuration());
    return configuration;
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
