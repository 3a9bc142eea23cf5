package io.quartermaster.membership.outcome;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.RefusedProject;
import io.quartermaster.membership.decision.ProjectMembership.Refusal;
import io.quartermaster.membership.decision.RefusedChange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The texts about refused projects. */
final class ProjectRefusals {

  /** In the sentence; the event lists more. */
  private static final int MAX_NAMED = 3;

  private ProjectRefusals() {}

  static RefusedProject project(RefusedChange change) {
    return new RefusedProject(change.path(), code(change.reason()));
  }

  /**
   * GitLab refused projects and none is pending.
   *
   * @param total all refused projects
   * @param first the first of them, at least one
   */
  static Failure failure(int total, List<RefusedChange> first, Instant nextAttemptAt) {
    return new Failure(
        Failure.Kind.REFUSED,
        FailureCodes.PROJECTS_REFUSED,
        "GitLab refused the membership change. Projects affected: %d (%s)."
            .formatted(total, named(total, first)),
        first.stream()
                .map(RefusedChange::reason)
                .distinct()
                .sorted()
                .map(ProjectRefusals::remedy)
                .collect(Collectors.joining(" "))
            + " Or add the Amazon Q service account as a Developer manually. Then request a"
            + " verification or save the settings again.",
        nextAttemptAt);
  }

  private static String named(int total, List<RefusedChange> first) {
    String named =
        first.stream()
            .limit(MAX_NAMED)
            .map(change -> "%s: %s".formatted(change.path(), code(change.reason())))
            .collect(Collectors.joining(", "));
    return total > MAX_NAMED ? "%s, and %d more".formatted(named, total - MAX_NAMED) : named;
  }

  private static String code(Refusal reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private static String remedy(Refusal reason) {
    return switch (reason) {
      case MEMBERSHIP_LOCK ->
          "Unlock membership in the groups of the projects with membership_lock.";
      case FORBIDDEN ->
          "Allow the token of membership-service to manage the members of the projects with"
              + " forbidden, and check that they are not archived.";
      case PENDING_APPROVAL ->
          "Approve the service account in Admin > Users for the projects with pending_approval.";
      case INVALID ->
          "Check the restrictions on members of the projects with invalid, for example allowed"
              + " email domains.";
    };
  }
}
