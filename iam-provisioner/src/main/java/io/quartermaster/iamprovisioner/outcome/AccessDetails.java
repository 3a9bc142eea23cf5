package io.quartermaster.iamprovisioner.outcome;

import io.quartermaster.iamprovisioner.decision.plan.Drift;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Composes the sentence for the administrator about provisioned or released access. */
final class AccessDetails {
  private static final int MAX_LISTED = 5;

  private AccessDetails() {}

  static String provisioned(String roleArn, List<Drift> drift) {
    return "AWS IAM trusts this GitLab instance for role %s.".formatted(roleArn)
        + list(" Repaired: ", drift, AccessDetails::wasRepaired)
        + list(" Left unchanged: ", drift, each -> !each.repaired());
  }

  static String released(String roleArn, boolean deleted, List<String> previousRoleArns) {
    String detail =
        deleted
            ? "The AWS resources tagged quartermaster:instance for role %s are deleted."
            : "Role %s and its identity provider are left unchanged in AWS.";
    return detail.formatted(roleArn)
        + (previousRoleArns.isEmpty()
            ? ""
            : " The same applies to the previously configured roles: %s."
                .formatted(String.join(", ", previousRoleArns)));
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
}
