package io.quartermaster.iamprovisioner.outcome;

import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.contracts.Origin;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outcome events of the step, with their sentence for the administrator. */
public final class AccessOutcomes {
  private static final int MAX_LISTED = 5;

  private AccessOutcomes() {}

  public static IamAccessProvisioned provisioned(
      Origin origin, AccessTarget target, List<Drift> drift) {
    String roleArn = target.role().text();
    String detail =
        "AWS IAM trusts this GitLab instance for role %s.".formatted(roleArn)
            + list(" Repaired: ", drift, AccessOutcomes::wasRepaired)
            + list(" Left unchanged: ", drift, difference -> !difference.repaired());
    return new IamAccessProvisioned(
        origin, detail, roleArn, target.providerArn(), differences(drift));
  }

  /**
   * The access is no longer managed.
   *
   * @param deleted whether the resources with the ownership tag were deleted
   */
  public static IamAccessReleased released(
      Origin origin, AccessTarget target, boolean deleted, List<Drift> drift) {
    String roleArn = target.role().text();
    List<String> previous = previousRoles(target, drift);
    String detail =
        deleted
            ? "The AWS resources tagged quartermaster:instance for role %s are deleted."
            : "Role %s and its identity provider are left unchanged in AWS.";
    String andPrevious =
        previous.isEmpty()
            ? ""
            : " The same applies to the previously configured roles: %s."
                .formatted(String.join(", ", previous));
    return new IamAccessReleased(
        origin,
        detail.formatted(roleArn) + andPrevious,
        roleArn,
        deleted,
        previous.isEmpty() ? null : previous);
  }

  public static IamAccessFailed failed(Origin origin, Failure failure, List<Drift> drift) {
    return new IamAccessFailed(origin, failure, differences(drift));
  }

  /** Without those that were left unchanged because they do not carry the ownership tag. */
  private static List<String> previousRoles(AccessTarget target, List<Drift> drift) {
    return target.reachablePreviousRoles().stream()
        .map(role -> role.arn().text())
        .filter(arn -> !drift.contains(Drift.withoutOwnershipTag(DriftKind.PREVIOUS_ROLE, arn)))
        .toList();
  }

  /** A resource that did not exist was created, not repaired. */
  private static boolean wasRepaired(Drift drift) {
    return drift.repaired() && !drift.found().equals(Drift.NONE);
  }

  private static String list(String title, List<Drift> drift, Predicate<Drift> listed) {
    List<Drift> some = drift.stream().filter(listed).limit(MAX_LISTED).toList();
    return some.isEmpty()
        ? ""
        : some.stream()
            .map(each -> "%s (%s)".formatted(each.what().wireName(), each.found()))
            .collect(Collectors.joining(", ", title, "."));
  }

  private static @Nullable List<Difference> differences(List<Drift> drift) {
    return drift.isEmpty()
        ? null
        : drift.stream()
            .map(
                each ->
                    new Difference(
                        each.what().wireName(), each.expected(), each.found(), each.repaired()))
            .toList();
  }
}
