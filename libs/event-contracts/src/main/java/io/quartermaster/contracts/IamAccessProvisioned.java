package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OIDC provider, role and policy are as wanted.
 *
 * @param drift what differed: repaired by this attempt, or foreign and left; absent when nothing
 *     did
 */
public record IamAccessProvisioned(
    Origin origin, String roleArn, String providerArn, @Nullable List<Difference> drift)
    implements OutcomeEvent {

  public IamAccessProvisioned {
    requireNonNull(origin, "origin");
    requireNonNull(roleArn, "role_arn");
    requireNonNull(providerArn, "provider_arn");
    drift = drift == null ? null : List.copyOf(drift);
  }

  /** Nothing differed. */
  public IamAccessProvisioned(Origin origin, String roleArn, String providerArn) {
    this(origin, roleArn, providerArn, null);
  }

  @Override
  public EventType type() {
    return EventType.IAM_ACCESS_PROVISIONED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.IAM_ACCESS;
  }
}
