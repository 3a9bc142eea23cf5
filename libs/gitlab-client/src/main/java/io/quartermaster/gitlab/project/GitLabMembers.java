package io.quartermaster.gitlab.project;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.http.Answer;
import io.quartermaster.gitlab.http.GitLabCalls;
import io.quartermaster.gitlab.http.GitLabJson;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Members of projects, and who is one in a group.
 *
 * <p>Failure semantics: every method throws {@link GitLabException}. A project that is gone is
 * {@link GitLabFailure.NotFound} from {@link #add}; a membership lock is a refusal. Removal is
 * limited by GitLab to 60 a minute and project.
 */
@Singleton
public class GitLabMembers {

  private final GitLabCalls calls;

  @Inject
  GitLabMembers(GitLabCalls calls) {
    this.calls = calls;
  }

  /** The direct membership; empty when there is none (or no such project). */
  public Optional<Member> direct(long projectId, long userId) {
    return calls.send(gitlab -> gitlab.directMember(projectId, userId)).asOptional(Member.class);
  }

  /** The membership with what groups above give; empty when there is none. */
  public Optional<Member> effective(long projectId, long userId) {
    return calls.send(gitlab -> gitlab.effectiveMember(projectId, userId)).asOptional(Member.class);
  }

  /** The membership in a group with what groups above give; empty when there is none. */
  public Optional<Member> effectiveInGroup(long groupId, long userId) {
    return calls
        .send(gitlab -> gitlab.effectiveGroupMember(groupId, userId))
        .asOptional(Member.class);
  }

  public AddMember add(long projectId, long userId, int accessLevel) {
    String json = GitLabJson.write(Map.of("user_id", userId, "access_level", accessLevel));
    Answer answer = calls.send(gitlab -> gitlab.addMember(projectId, json));
    if (answer.accepted()) {
      return answer.status() == 202
          ? new AddMember.QueuedForApproval()
          : new AddMember.Added(answer.as(Member.class));
    }
    if (answer.status() == 409) {
      return new AddMember.AlreadyMember();
    }
    if (answer.status() == 400 && answer.words().contains("inherited membership from group")) {
      return new AddMember.InheritsAtLeast();
    }
    throw new GitLabException(answer.failure());
  }

  /** Changes the level of a direct membership; empty when there is none. */
  public Optional<Member> update(long projectId, long userId, int accessLevel) {
    String json = GitLabJson.write(Map.of("access_level", accessLevel));
    return calls
        .send(gitlab -> gitlab.updateMember(projectId, userId, json))
        .asOptional(Member.class);
  }

  /** Ends a direct membership; false when there was none. */
  public boolean remove(long projectId, long userId) {
    return calls.send(gitlab -> gitlab.removeMember(projectId, userId)).doneUnlessGone();
  }
}
