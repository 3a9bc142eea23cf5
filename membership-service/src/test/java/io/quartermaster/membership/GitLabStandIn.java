package io.quartermaster.membership;

import io.quartermaster.sandbox.SandboxOptions;
import io.quartermaster.sandbox.quarkus.SandboxResource;
import java.util.Map;

/**
 * The sandbox as GitLab: groups 1 > 2 > 3 and 1 > 4 > 5, twelve projects spread evenly over them
 * (1, 6 and 11 in group 1, 2, 7 and 12 in group 2, and so on). Pages and batches are small, so that
 * every walk has several.
 */
public final class GitLabStandIn extends SandboxResource {

  static final int PROJECTS = 12;
  private static final int GROUPS = 5;

  public GitLabStandIn() {
    super(SandboxOptions.defaults().withSeed(GROUPS, PROJECTS));
  }

  @Override
  protected Map<String, String> configuration() {
    return Map.of(
        "membership.page-size", "5",
        "membership.plan-size", "5",
        "membership.batch-size", "5",
        "membership.concurrency", "3",
        "quartermaster.messaging.reconcile.back-off-base", "100ms",
        "quartermaster.messaging.reconcile.back-off-cap", "300ms");
  }
}
