package io.quartermaster.membership.effect;

import io.micrometer.core.instrument.MeterRegistry;
import io.quartermaster.contracts.FailureCodes;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.NotFound;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.project.GitLabMembers.AddMember;
import io.quartermaster.gitlab.project.GitLabMembers.Member;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.membership.decision.ProjectMembership.Refusal;
import io.quartermaster.membership.effect.MemberGateway.MemberResult.AccountDeleted;
import io.quartermaster.membership.effect.MemberGateway.MemberResult.Failed;
import io.quartermaster.membership.effect.MemberGateway.MemberResult.ProjectDeleted;
import io.quartermaster.membership.effect.MemberGateway.MemberResult.Refused;
import io.quartermaster.membership.effect.MemberGateway.MemberResult.Settled;
import io.quartermaster.step.GitLabStepFailures;
import io.quartermaster.step.StepFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** The account's direct membership of one project in GitLab. Both calls are idempotent. */
@ApplicationScoped
public class MemberGateway {

  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_ALLOWED = 405;

  private final GitLabMembers members;
  private final GitLabUsers users;
  private final MeterRegistry meters;

  MemberGateway(GitLabMembers members, GitLabUsers users, MeterRegistry meters) {
    this.members = members;
    this.users = users;
    this.meters = meters;
  }

  /**
   * Makes the account at least Developer.
   *
   * @param maybeAddedByUs an earlier call may have added it, so an existing membership may be ours
   */
  public MemberResult add(long projectId, long userId, boolean maybeAddedByUs) {
    return counted(
        "add",
        userId,
        () ->
            switch (members.add(projectId, userId, Member.DEVELOPER)) {
              case AddMember.Added added -> new Settled(true);
              case AddMember.AlreadyMember already -> raise(projectId, userId, maybeAddedByUs);
              case AddMember.InheritsAtLeast inherits -> new Settled(false);
              case AddMember.QueuedForApproval queued -> new Refused(Refusal.PENDING_APPROVAL);
            });
  }

  /** Removes the direct membership. */
  public MemberResult remove(long projectId, long userId) {
    return counted(
        "remove",
        userId,
        () -> {
          members.remove(projectId, userId);
          return new Settled(false);
        });
  }

  /** Raises a lower role, and leaves a higher one. */
  private MemberResult raise(long projectId, long userId, boolean maybeAddedByUs) {
    Optional<Member> member = members.direct(projectId, userId);
    if (member.isPresent() && member.get().accessLevel() >= Member.DEVELOPER) {
      return new Settled(maybeAddedByUs);
    }
    return members.update(projectId, userId, Member.DEVELOPER).isPresent()
        ? new Settled(maybeAddedByUs)
        : new Failed(
            new StepFailure.Unavailable(
                FailureCodes.MEMBERSHIP_CHANGED_CONCURRENTLY,
                "A membership was removed while its role was being changed.",
                "No action needed; retrying automatically."));
  }

  private MemberResult counted(String operation, long userId, Supplier<MemberResult> call) {
    MemberResult result;
    try {
      result = call.get();
    } catch (GitLabException e) {
      result = result(e.failure(), userId);
    }
    meters
        .counter("membership.changes", "operation", operation, "result", name(result))
        .increment();
    return result;
  }

  private MemberResult result(GitLabFailure failure, long userId) {
    return switch (failure) {
      case NotFound notFound -> missing(userId);
      case GitLabFailure.Refused refused ->
          switch (refused.status()) {
            // The token is valid for no project, or the response is not GitLab's.
            case UNAUTHENTICATED, 0 -> new Failed(GitLabStepFailures.of(refused));
            case NOT_ALLOWED -> new Refused(Refusal.MEMBERSHIP_LOCK);
            case FORBIDDEN -> new Refused(Refusal.FORBIDDEN);
            default -> new Refused(Refusal.INVALID);
          };
      case GitLabFailure.AlreadyExists exists -> new Refused(Refusal.INVALID);
      case GitLabFailure.Unavailable unavailable -> new Failed(GitLabStepFailures.of(unavailable));
    };
  }

  /** Of project and account, whichever GitLab does not have. */
  private MemberResult missing(long userId) {
    try {
      return users.byId(userId).isEmpty() ? new AccountDeleted() : new ProjectDeleted();
    } catch (GitLabException e) {
      return new Failed(GitLabStepFailures.of(e.failure()));
    }
  }

  private static String name(MemberResult result) {
    return switch (result) {
      case Settled settled -> "settled";
      case Refused refused -> "refused";
      case ProjectDeleted deleted -> "project_deleted";
      case AccountDeleted deleted -> "account_deleted";
      case Failed(StepFailure failure) ->
          failure.code().equals(FailureCodes.GITLAB_THROTTLED) ? "throttled" : "failed";
    };
  }

  /** What became of the membership of one project. */
  public sealed interface MemberResult {

    /**
     * The project is in the desired state.
     *
     * @param addedByUs whether we added the membership that exists now
     */
    record Settled(boolean addedByUs) implements MemberResult {}

    /** Refused for this project; the others continue. */
    record Refused(Refusal reason) implements MemberResult {}

    record ProjectDeleted() implements MemberResult {}

    /** GitLab does not have the account, so no project can be changed. */
    record AccountDeleted() implements MemberResult {}

    /** Not about this project: the run cannot continue for now. */
    record Failed(StepFailure failure) implements MemberResult {}
  }
}
