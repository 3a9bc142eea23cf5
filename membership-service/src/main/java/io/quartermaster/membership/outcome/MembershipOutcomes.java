package io.quartermaster.membership.outcome;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.decision.RecordedAccount;
import io.quartermaster.membership.decision.RefusedChange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome events of both steps, with their sentences for the administrator. */
public final class MembershipOutcomes {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private MembershipOutcomes() {}

  public static ServiceAccountReady accountReady(Origin origin, RecordedAccount account) {
    String detail =
        account.blocked()
            ? "Service account %s is blocked because Amazon Q is always off."
            : "Service account %s is active.";
    return new ServiceAccountReady(
        origin,
        detail.formatted(account.username()),
        account.userId(),
        account.username(),
        account.blocked());
  }

  /** {@code username} is null when there is no account. */
  public static ServiceAccountReleased accountReleased(Origin origin, @Nullable String username) {
    return new ServiceAccountReleased(
        origin,
        username == null
            ? "No service account exists."
            : "Service account %s is blocked.".formatted(username),
        username);
  }

  /**
   * The progress of a run.
   *
   * @param refused the first refused projects
   * @param nextAttemptAt when refused changes are attempted again
   */
  public static MembershipProgressed progressed(
      Origin origin, MembershipCounts counts, List<RefusedChange> refused, Instant nextAttemptAt) {
    Failure failure =
        counts.pending() == 0 && counts.refused() > 0
            ? ProjectRefusals.failure(counts.refused(), refused, nextAttemptAt)
            : null;
    return progressed(
        origin, failure == null ? detail(counts) : failure.detail(), counts, failure, refused);
  }

  /** The progress of a run that is interrupted, and continues at the next attempt. */
  public static MembershipProgressed interrupted(
      Origin origin, MembershipCounts counts, List<RefusedChange> refused, Failure failure) {
    return progressed(
        origin, "%s %s".formatted(detail(counts), failure.detail()), counts, failure, refused);
  }

  /** GitLab limits the rate of requests until then. */
  public static Failure rateLimited(String remedy, Instant until) {
    return new Failure(
        Failure.Kind.UNAVAILABLE,
        FailureCodes.GITLAB_THROTTLED,
        "GitLab limits the rate of requests; continues automatically at %s."
            .formatted(TIME.format(until)),
        remedy,
        until);
  }

  private static MembershipProgressed progressed(
      Origin origin,
      String detail,
      MembershipCounts counts,
      @Nullable Failure failure,
      List<RefusedChange> refused) {
    return new MembershipProgressed(
        origin,
        detail,
        counts.desired(),
        counts.settled(),
        counts.pending(),
        counts.refused(),
        failure,
        refused.isEmpty() ? null : refused.stream().map(ProjectRefusals::project).toList());
  }

  private static String detail(MembershipCounts counts) {
    return counts.pending() > 0
        ? "Projects in the desired state: %d. Pending: %d."
            .formatted(counts.settled(), counts.pending())
        : "The service account has the Developer role in every project in scope (%d)."
            .formatted(counts.desired());
  }
}
