package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

/**
 * Nobody keeps the access in AWS IAM any more.
 *
 * @param deleted whether what carried our tags was deleted, or everything was left as it is
 */
public record IamAccessReleased(Origin origin, String roleArn, boolean deleted)
    implements OutcomeEvent {

  public IamAccessReleased {
    requireNonNull(origin, "origin");
    requireNonNull(roleArn, "role_arn");
  }

  @Override
  public EventType type() {
    return EventType.IAM_ACCESS_RELEASED;
  }

  @Override
  public SetupStep step() {
    return SetupStep.IAM_ACCESS;
  }
}
