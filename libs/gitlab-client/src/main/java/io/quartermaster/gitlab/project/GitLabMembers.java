package io.quartermaster.gitlab.project;

import static java.util.Objects.requireNonNullElse;

import io.quartermaster.gitlab.GitLabException;
import io.quartermaster.gitlab.GitLabFailure;
import io.quartermaster.gitlab.http.GitLabCalls;
import io.quartermaster.gitlab.http.GitLabJson;
import io.quartermaster.gitlab.http.GitLabResponse;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * @param state of the user: {@code active}, {@code blocked}, {@code deactivated}, {@code
   *     banned}...
   * @param membershipState {@code active} or {@code awaiting}; null in the Community Edition
   * @param expiresAt the day on which the membership ends, as {@code 2026-12-31}; null for never.
   *     GitLab deletes expired memberships once a day and returns them until then
   */
  public record Member(
      long id,
      String username,
      int accessLevel,
      String state,
      @Nullable String membershipState,
      @Nullable String expiresAt) {

    private static final String ACTIVE = "active";

    /** The role that Amazon Q needs. */
    public static final int DEVELOPER = 30;

    /** The role that manages a group or project. */
    public static final int OWNER = 50;

    public Member {
      username = requireNonNullElse(username, "");
      state = requireNonNullElse(state, "");
    }

    /**
     * Whether the user can act as this member: the account and the membership are active, and the
     * membership has not expired. False when GitLab's answer does not say so.
     *
     * @param today in UTC; a membership ends at the start of its last day, as in GitLab
     */
    public boolean active(LocalDate today) {
      return state.equals(ACTIVE)
          && (membershipState == null || membershipState.equals(ACTIVE))
          && (expiresAt == null || isAfter(expiresAt, today));
    }

    /** A date, or a time that begins with it. */
    private static boolean isAfter(String expiry, LocalDate today) {
      try {
        return LocalDate.parse(expiry.split("T", 2)[0]).isAfter(today);
      } catch (DateTimeParseException unknown) {
        return false;
      }
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
