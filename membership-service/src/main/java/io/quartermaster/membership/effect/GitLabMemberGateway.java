package io.quartermaster.membership.effect;

import io.micrometer.core.instrument.MeterRegistry;
import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.GitLabFailure.NotFound;
import io.quartermaster.gitlab.project.AddMember;
import io.quartermaster.gitlab.project.GitLabMembers;
import io.quartermaster.gitlab.project.Member;
import io.quartermaster.membership.decision.Refusal;
import io.quartermaster.membership.decision.StepFailure;
import io.quartermaster.membership.effect.MemberResult.AccountGone;
import io.quartermaster.membership.effect.MemberResult.Failed;
import io.quartermaster.membership.effect.MemberResult.ProjectGone;
import io.quartermaster.membership.effect.MemberResult.Refused;
import io.quartermaster.membership.effect.MemberResult.Settled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** Memberships through GitLab's members API, which tells idempotent from refused by status. */
@ApplicationScoped
class GitLabMemberGateway implements MemberGateway {

  private static final int UNAUTHENTICATED = 401;
  private static final int NOT_ALLOWED = 405;
  private static final int FORBIDDEN = 403;

  private final GitLabMembers members;
  private final MeterRegistry meters;

  GitLabMemberGateway(GitLabMembers members, MeterRegistry meters) {
    this.members = members;
    this.meters = meters;
  }

  @Override
  public MemberResult add(long projectId, long userId, boolean mayBeOurs) {
    return counted(
        "add",
        () ->
            switch (members.add(projectId, userId, Member.DEVELOPER)) {
              case AddMember.Added added -> new Settled(true);
              case AddMember.AlreadyMember already -> raise(projectId, userId, mayBeOurs);
              case AddMember.InheritsAtLeast inherits -> new Settled(false);
              case AddMember.QueuedForApproval queued -> new Refused(Refusal.PENDING_APPROVAL);
            });
  }

  @Override
  public MemberResult remove(long projectId, long userId) {
    return counted(
        "remove",
        () -> {
          members.remove(projectId, userId);
          return new Settled(false);
        });
  }

  /** Somebody has added it before: a lower role is raised, a higher one is left. */
  private MemberResult raise(long projectId, long userId, boolean mayBeOurs) {
    Optional<Member> there = members.direct(projectId, userId);
    if (there.isPresent() && there.get().accessLevel() >= Member.DEVELOPER) {
      return new Settled(mayBeOurs);
    }
    return members.update(projectId, userId, Member.DEVELOPER).isPresent()
        ? new Settled(mayBeOurs)
        : new Failed(
            new StepFailure.Unavailable(
                "membership_moved",
                "A membership was removed while it was being changed.",
                "Nothing: it is tried again.",
                null));
  }

  private MemberResult counted(String operation, Supplier<MemberResult> step) {
    MemberResult result = caught(step);
    meters
        .counter("membership.changes", "operation", operation, "result", name(result))
        .increment();
    return result;
  }

  private static MemberResult caught(Supplier<MemberResult> step) {
    try {
      return step.get();
    } catch (GitLabException e) {
      return of(e.failure());
    }
  }

  private static MemberResult of(GitLabFailure failure) {
    return switch (failure) {
      case NotFound missing when GitLabFailures.saysUserGone(missing) -> new AccountGone();
      case NotFound missing -> new ProjectGone();
      case GitLabFailure.Refused refused ->
          switch (refused.status()) {
            // The token is no good for any project, or the address is not GitLab.
            case UNAUTHENTICATED, 0 -> new Failed(GitLabFailures.stepFailure(refused));
            case NOT_ALLOWED -> new Refused(Refusal.MEMBERSHIP_LOCK);
            case FORBIDDEN -> new Refused(Refusal.FORBIDDEN);
            default -> new Refused(Refusal.INVALID);
          };
      case GitLabFailure.AlreadyExists exists -> new Refused(Refusal.INVALID);
      case GitLabFailure.Unavailable away -> new Failed(GitLabFailures.stepFailure(away));
    };
  }

  private static String name(MemberResult result) {
    return switch (result) {
      case Settled settled -> "settled";
      case Refused refused -> "refused";
      case ProjectGone gone -> "project_gone";
      case AccountGone gone -> "account_gone";
      case Failed failed ->
          failed.failure() instanceof StepFailure.Throttled ? "throttled" : "failed";
    };
  }
}
