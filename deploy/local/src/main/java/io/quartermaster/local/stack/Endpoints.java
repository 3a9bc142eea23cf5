package io.quartermaster.local.stack;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Servers that take the place of a stand-in of the sandbox.
 *
 * @param aws IAM and STS; absent for the sandbox's
 * @param gitlab the external URL of a GitLab; absent for the sandbox's
 * @param gateway an AI gateway; absent for the sandbox's
 */
public record Endpoints(@Nullable URI aws, @Nullable URI gitlab, @Nullable URI gateway) {
  public static final Endpoints SANDBOX = new Endpoints(null, null, null);

  /** With every stand-in replaced, no sandbox is started. */
  public boolean needSandbox() {
    return aws == null || gitlab == null || gateway == null;
  }
}
