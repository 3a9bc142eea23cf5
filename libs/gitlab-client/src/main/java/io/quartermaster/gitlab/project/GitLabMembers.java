package io.quartermaster.gitlab.project;

import static java.util.Objects.requireNonNullElse;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.http.GitLabCalls;
import io.quartermaster.gitlab.http.GitLabJson;
import io.quartermaster.gitlab.http.GitLabResponse;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * Members of projects and groups.
 *
 * <p>Failure semantics: every method throws {@link GitLabException}. A missing project is {@link
 * GitLabFailure.NotFound} from {@link #add}; a membership lock is a refusal. GitLab limits removals
 * to 60 per minute and project.
 */
@Singleton
public class GitLabMembers {

  private final GitLabCalls calls;

  GitLabMembers(GitLabCalls calls) {
    this.calls = calls;
  }

  /** The direct membership; empty when there is none (or no such project). */
  public Optional<Member> direct(long projectId, long userId) {
    return calls.send(gitlab -> gitlab.directMember(projectId, userId)).asOptional(Member.class);
  }

  /** The direct or inherited membership; empty when there is none. */
  public Optional<Member> effective(long projectId, long userId) {
    return calls.send(gitlab -> gitlab.effectiveMember(projectId, userId)).asOptional(Member.class);
  }

  /** The direct or inherited membership in a group; empty when there is none. */
  public Optional<Member> effectiveInGroup(long groupId, long userId) {
    return calls
        .send(gitlab -> gitlab.effectiveGroupMember(groupId, userId))
        .asOptional(Member.class);
  }

  public AddMember add(long projectId, long userId, int accessLevel) {
    String json = GitLabJson.write(Map.of("user_id", userId, "access_level", accessLevel));
    GitLabResponse response = calls.send(gitlab -> gitlab.addMember(projectId, json));
    if (response.accepted()) {
      return response.status() == 202
          ? new AddMember.QueuedForApproval()
          : new AddMember.Added(response.as(Member.class));
    }
    if (response.status() == 409) {
      return new AddMember.AlreadyMember();
    }
    // The text of the refusal is in the language of the token's user; the level is the same in all.
    if (response.status() == 400 && hasAtLeast(projectId, userId, accessLevel)) {
      return new AddMember.InheritsAtLeast();
    }
    throw new GitLabException(response.failure());
  }

  private boolean hasAtLeast(long projectId, long userId, int accessLevel) {
    return effective(projectId, userId)
        .filter(member -> member.accessLevel() >= accessLevel)
        .isPresent();
  }

  /** Changes the level of a direct membership; empty when there is none. */
  public Optional<Member> update(long projectId, long userId, int accessLevel) {
    String json = GitLabJson.write(Map.of("access_level", accessLevel));
    return calls
        .send(gitlab -> gitlab.updateMember(projectId, userId, json))
        .asOptional(Member.class);
  }

  /** Removes a direct membership; false when there was none. */
  public boolean remove(long projectId, long userId) {
    return calls.send(gitlab -> gitlab.removeMember(projectId, userId)).doneUnlessGone();
  }

  /**
   * A member of a project or group.
   *
   * @param id the id of the user
   * @param accessLevel GitLab's access level; custom roles have other numbers
   */
  public record Member(long id, String username, int accessLevel) {

    /** The role that Amazon Q needs. */
    public static final int DEVELOPER = 30;

    /** The role that manages a group or project. */
    public static final int OWNER = 50;

    public Member {
      username = requireNonNullElse(username, "");
    }
  }

  /** The result of adding a member; anything else is thrown. */
  public sealed interface AddMember {

    record Added(Member member) implements AddMember {}

    /** A direct membership exists, at any level. */
    record AlreadyMember() implements AddMember {}

    /** A parent group grants at least this level; GitLab rejects a lower one. */
    record InheritsAtLeast() implements AddMember {}

    /** An administrator must approve the promotion in GitLab. */
    record QueuedForApproval() implements AddMember {}
  }
}
