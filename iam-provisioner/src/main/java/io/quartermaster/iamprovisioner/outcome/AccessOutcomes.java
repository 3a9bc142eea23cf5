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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    List<String> previous = previousRoles(target, drift);
    return new IamAccessReleased(
        origin,
        deleted ? deletedDetail(target, previous, drift) : releasedDetail(target, previous),
        target.role().text(),
        deleted,
        previous.isEmpty() ? null : previous);
  }

  private static String releasedDetail(AccessTarget target, List<String> previous) {
    return "Role %s and its identity provider are left unchanged in AWS."
            .formatted(target.role().text())
        + (previous.isEmpty()
            ? ""
            : " The same applies to the previously configured roles: %s."
                .formatted(String.join(", ", previous)));
  }

  /** What is gone, including what had been deleted before, and all that is left with the reason. */
  private static String deletedDetail(
      AccessTarget target, List<String> previousRoles, List<Drift> drift) {
    List<String> gone = new ArrayList<>();
    addGone(gone, "role ", List.of(target.role().text()), drift);
    previousRoles.forEach(role -> gone.add("previously configured role " + role));
    addGone(gone, "identity provider ", List.of(target.providerArn()), drift);
    addGone(
        gone, "previous identity provider ", target.previousProviders().sequencedKeySet(), drift);
    List<String> left =
        Stream.concat(
                drift.stream().filter(each -> !each.repaired()).map(Drift::found),
                target.unreachablePreviousRoles().stream()
                    .map(role -> role.arn().text() + " in another account, if it exists"))
            .toList();
    return Stream.of(list("No longer in AWS: ", gone), list("Left in AWS: ", left))
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String list(String title, List<String> items) {
    return items.isEmpty() ? "" : title + String.join("; ", items) + ".";
  }

  private static void addGone(
      List<String> gone, String what, Collection<String> arns, List<Drift> drift) {
    arns.stream()
        .filter(arn -> drift.stream().noneMatch(each -> each.isKept(arn)))
        .forEach(arn -> gone.add(what + arn));
  }

  public static IamAccessFailed failed(Origin origin, Failure failure, AccessChanges changes) {
    return new IamAccessFailed(
        origin, failure, differences(changes.drift()), resources(changes.created()));
  }

  /** Without those that a deletion kept. */
  private static List<String> previousRoles(AccessTarget target, List<Drift> drift) {
    return target.reachablePreviousRoles().stream()
        .map(role -> role.arn().text())
        .filter(arn -> drift.stream().noneMatch(each -> each.isKept(arn)))
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
