package io.quartermaster.membership.outcome;

import io.quartermaster.contracts.Failure;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.contracts.Origin;
import io.quartermaster.contracts.ServiceAccountReady;
import io.quartermaster.contracts.ServiceAccountReleased;
import io.quartermaster.membership.decision.MembershipCounts;
import io.quartermaster.membership.decision.RecordedAccount;
import org.jspecify.annotations.Nullable;

/** The outcome events of both steps, with their sentences for the administrator. */
public final class MembershipOutcomes {

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

  public static MembershipProgressed progressed(Origin origin, MembershipCounts counts) {
    Failure failure =
        counts.pending() == 0 && counts.refused() > 0 ? projectsRefused(counts.refused()) : null;
    return new MembershipProgressed(
        origin,
        failure == null ? detail(counts) : failure.detail(),
        counts.desired(),
        counts.settled(),
        counts.pending(),
        counts.refused(),
        failure);
  }

  private static String detail(MembershipCounts counts) {
    return counts.pending() > 0
        ? "Projects in the desired state: %d. Pending: %d."
            .formatted(counts.settled(), counts.pending())
        : "The service account has the Developer role in every project in scope (%d)."
            .formatted(counts.desired());
  }

  private static Failure projectsRefused(int refused) {
    return new Failure(
        Failure.Kind.REFUSED,
        FailureCodes.PROJECTS_REFUSED,
        "GitLab refused the membership change. Projects affected: %d.".formatted(refused),
        "Unlock membership in the groups of these projects, or add the Amazon Q service account as a Developer manually, then save the settings again.",
        null);
  }
}
