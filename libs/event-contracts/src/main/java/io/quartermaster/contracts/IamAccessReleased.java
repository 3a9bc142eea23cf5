package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nobody keeps the access in AWS IAM any more.
 *
 * @param deleted whether what carried our tags was deleted, or everything was left as it is
 * @param previousRoleArns the roles that the instance had before and of which it is true too, the
 *     oldest first; absent when there are none
 */
public record IamAccessReleased(
    Origin origin, String roleArn, boolean deleted, @Nullable List<String> previousRoleArns)
    implements OutcomeEvent {

  public IamAccessReleased {
    requireNonNull(origin, "origin");
    requireNonNull(roleArn, "role_arn");
    previousRoleArns = previousRoleArns == null ? null : List.copyOf(previousRoleArns);
  }

  /** It never had another role. */
  public IamAccessReleased(Origin origin, String roleArn, boolean deleted) {
    this(origin, roleArn, deleted, null);
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
