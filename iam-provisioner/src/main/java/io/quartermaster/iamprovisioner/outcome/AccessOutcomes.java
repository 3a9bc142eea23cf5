package io.quartermaster.iamprovisioner.outcome;

import io.quartermaster.contracts.CreatedResource;
import io.quartermaster.contracts.Difference;
import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.IamAccessFailed;
import io.quartermaster.contracts.IamAccessProvisioned;
import io.quartermaster.contracts.IamAccessReleased;
import io.quartermaster.contracts.Origin;
import io.quartermaster.iamprovisioner.decision.AccessTarget;
import io.quartermaster.iamprovisioner.decision.plan.AccessChanges;
import io.quartermaster.iamprovisioner.decision.plan.Drift;
import io.quartermaster.iamprovisioner.decision.plan.DriftKind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outcome events of the step, with their sentence for the administrator. */
public final class AccessOutcomes {
  private static final int MAX_LISTED = 8;

  private AccessOutcomes() {}

  /**
   * AWS is in the desired state.
   *
   * @param changes by this attempt, or left unchanged
   */
  public static IamAccessProvisioned provisioned(
      Origin origin, AccessTarget target, AccessChanges changes) {
    String roleArn = target.role().text();
    String detail =
        "AWS IAM trusts this GitLab instance for role %s.".formatted(roleArn)
            + list(" Created: ", changes.created(), each -> each.what().wireName())
            + list(" Repaired: ", changes.repaired(), AccessOutcomes::difference)
            + list(" Left unchanged: ", changes.unchanged(), AccessOutcomes::difference);
    return new IamAccessProvisioned(
        origin,
        detail,
        roleArn,
        target.providerArn(),
        differences(changes.drift()),
        resources(changes.created()));
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

  public static IamAccessFailed failed(Origin origin, Failure failure, AccessChanges changes) {
    return new IamAccessFailed(
        origin, failure, differences(changes.drift()), resources(changes.created()));
  }

  /** Without those that were left unchanged because they do not carry the ownership tag. */
  private static List<String> previousRoles(AccessTarget target, List<Drift> drift) {
    return target.reachablePreviousRoles().stream()
        .map(role -> role.arn().text())
        .filter(arn -> !drift.contains(Drift.withoutOwnershipTag(DriftKind.PREVIOUS_ROLE, arn)))
        .toList();
  }

  private static String difference(Drift drift) {
    return drift.isMissing()
        ? "%s (missing)".formatted(drift.what().wireName())
        : "%s (%s)".formatted(drift.what().wireName(), drift.found());
  }

  private static String list(String title, List<Drift> drift, Function<Drift, String> text) {
    return drift.isEmpty()
        ? ""
        : drift.stream().limit(MAX_LISTED).map(text).collect(Collectors.joining(", ", title, "."));
  }

  private static @Nullable List<CreatedResource> resources(List<Drift> created) {
    return created.isEmpty()
        ? null
        : created.stream()
            .map(each -> new CreatedResource(each.what().wireName(), each.expected()))
            .toList();
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
