package io.quartermaster.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access in AWS IAM is no longer managed.
 *
 * @param detail also what a deletion leaves in AWS, and why
 * @param deleted whether deletion was requested; otherwise everything is left unchanged
 * @param previousRoleArns previously configured roles that no longer exist or, without deletion,
 *     are left unchanged, the oldest first; absent when there are none
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
