package io.quartermaster.settings.prerequisite;

import io.quartermaster.sandbox.SandboxOptions;
import io.quartermaster.sandbox.quarkus.SandboxResource;
import java.time.Instant;
import java.util.Map;

/**
 * The sandbox as GitLab and as AI gateway, with an expired Cloud Connector token of another
 * instance.
 */
public final class SandboxAsGitLab extends SandboxResource {

  private final ConnectorToken token;

  public SandboxAsGitLab() {
    super(SandboxOptions.defaults());
    token =
        new ConnectorToken(
            sandbox
                .credentials()
                .cloudConnectorToken(
                    Map.of(
                        "gitlab_instance_uid",
                        "another-instance",
                        "exp",
                        Instant.now().minusSeconds(600).getEpochSecond())));
  }

  /** After the resources whose configuration it replaces. */
  @Override
  public int order() {
    return 10;
  }

  @Override
  protected Map<String, String> configuration() {
    return Map.of(
        "settings.gitlab-url",
        sandbox.gitlabUrl().toString(),
        "settings.cloud-connector-token",
        token.text(),
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
    super.inject(injector);
    injector.injectIntoFields(token, field -> field.getType() == ConnectorToken.class);
  }

  /** The token that the service was given. */
  public record ConnectorToken(String text) {}
}
