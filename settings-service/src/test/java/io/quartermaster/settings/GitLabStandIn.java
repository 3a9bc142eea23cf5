package io.quartermaster.settings;

import io.quartermaster.sandbox.SandboxOptions;
import io.quartermaster.sandbox.quarkus.SandboxResource;
import java.util.Map;

/**
 * The sandbox as GitLab: groups 1 > 2 > 3 and 1 > 4 > 5, ten projects spread evenly over them (1
 * and 6 in group 1, 2 and 7 in group 2, and so on).
 */
public final class GitLabStandIn extends SandboxResource {

  public GitLabStandIn() {
    super(SandboxOptions.defaults().withSeed(5, 10));
  }

  /** After the resource that configures an address without a GitLab. */
  @Override
  public int order() {
    return 5;
  }

  @Override
  protected Map<String, String> configuration() {
    // The maximum, so that an entry that is kept too long is noticed.
    return Map.of("settings.namespaces.cache-ttl", "60s");
  }
}
