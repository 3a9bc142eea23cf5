package io.quartermaster.settings.prerequisite;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import java.time.Instant;
import java.util.Map;

/**
 * The sandbox as GitLab and as AI gateway, with a Cloud Connector token that has expired and is of
 * another instance.
 */
public final class SandboxAsGitLab implements QuarkusTestResourceLifecycleManager {

  private Sandbox sandbox;
  private String token;

  /** After those whose settings it replaces. */
  @Override
  public int order() {
    return 10;
  }

  @Override
  public Map<String, String> start() {
    sandbox = Sandbox.start(SandboxOptions.defaults());
    token =
        sandbox
            .credentials()
            .cloudConnectorToken(
                Map.of(
                    "gitlab_instance_uid",
                    "another-instance",
                    "exp",
                    Instant.now().minusSeconds(600).getEpochSecond()));
    String gitlab = sandbox.gitlabUrl().toString();
    return Map.of(
        "settings.gitlab-url",
        gitlab,
        "gitlab.url",
        gitlab,
        "gitlab.token",
        sandbox.credentials().gitlabAdminToken(),
        "settings.cloud-connector-token",
        token,
        "settings.prerequisites.gateway-url",
        sandbox.gatewayUrl().toString(),
        "settings.prerequisites.timeout",
        "10s",
        "gitlab.read-timeout",
        "60s",
        "settings.prerequisites.cache-ttl",
        "1ms");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(sandbox, field -> field.getType() == Sandbox.class);
    injector.injectIntoFields(
        new ConnectorToken(token), field -> field.getType() == ConnectorToken.class);
  }

  @Override
  public void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  /** The token that the service was given. */
  public record ConnectorToken(String text) {}
}
