package io.quartermaster.contracts;

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
    previousRoleArns = previousRoleArns == null ? null : List.copyOf(previousRoleArns);
  }
}
