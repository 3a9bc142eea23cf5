package io.quartermaster.contracts;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access in AWS IAM is no longer managed.
 *
 * @param deleted whether the resources tagged {@code quartermaster:instance} were deleted;
 *     otherwise everything is left unchanged
 * @param previousRoleArns previously configured roles to which the same applies, the oldest first;
 *     absent when there are none
 */
public record IamAccessReleased(
    Origin origin,
    String detail,
    String roleArn,
    boolean deleted,
    @Nullable List<String> previousRoleArns)
    implements OutcomeEvent.Succeeded {

  public IamAccessReleased {
    requireNonNull(origin, "origin");
    requireNonNull(detail, "detail");
    requireNonNull(roleArn, "role_arn");
    previousRoleArns = previousRoleArns == null ? null : List.copyOf(previousRoleArns);
  }
}
