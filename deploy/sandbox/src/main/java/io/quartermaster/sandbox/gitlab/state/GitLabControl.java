package io.quartermaster.sandbox.gitlab.state;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes that people make in GitLab by hand. An unknown id is a {@link NoSuchElementException}.
 */
public final class GitLabControl {

  private final GitLabState state;

  public GitLabControl(GitLabState state) {
    this.state = state;
  }

  /** Creates a group and returns its id. */
  public long createGroup(String path, @Nullable Long parentId) {
    synchronized (state) {
      if (parentId != null) {
        group(parentId);
      }
      long id = state.tree().lastGroupId() + 1;
      state.tree().put(new Group(id, parentId, path, path, false));
      return id;
    }
  }

  /** Creates a project and returns its id. */
  public long createProject(String path, long groupId) {
    synchronized (state) {
      group(groupId);
      long id = state.tree().lastProjectId() + 1;
      state.tree().put(new Project(id, groupId, path, path));
      return id;
    }
  }

  public void renameGroup(long id, String path) {
    synchronized (state) {
      state.tree().put(group(id).renamed(path));
    }
  }

  /** Moves a group below another one, or to the top. */
  public void transferGroup(long id, @Nullable Long parentId) {
    synchronized (state) {
      Group moved = group(id);
      if (parentId != null) {
        group(parentId);
        if (parentId == id || state.tree().descendants(id).contains(parentId)) {
          throw new IllegalArgumentException("A group cannot be moved below itself");
        }
      }
      state.tree().put(moved.movedTo(parentId));
    }
  }

  public void transferProject(long id, long groupId) {
    synchronized (state) {
      group(groupId);
      state.tree().put(project(id).movedTo(groupId));
    }
  }

  /** Deletes a group with everything below it, memberships included. */
  public void deleteGroup(long id) {
    synchronized (state) {
      group(id);
      List<Long> descendants = state.tree().descendants(id);
      state.tree().removeGroup(id).forEach(it -> state.removeMembers(Source.project(it)));
      descendants.forEach(it -> state.removeMembers(Source.group(it)));
      state.removeMembers(Source.group(id));
    }
  }

  public void deleteProject(long id) {
    synchronized (state) {
      project(id);
      state.tree().removeProject(id);
      state.removeMembers(Source.project(id));
    }
  }

  /** While locked, members cannot be added to the group's projects. */
  public void lockMembership(long groupId, boolean locked) {
    synchronized (state) {
      state.tree().put(group(groupId).withMembershipLock(locked));
    }
  }

  /** Blocks, bans, deactivates or activates a user, as administrators and LDAP do. */
  public void userState(long id, UserState next) {
    synchronized (state) {
      User user =
          state.user(id).orElseThrow(() -> new NoSuchElementException("There is no user " + id));
      state.put(user.withState(next));
    }
  }

  /** Adds or removes the license. */
  public void license(boolean licensed) {
    synchronized (state) {
      state.license(licensed);
    }
  }

  /** Lets the user of the token read GitLab in Polish, or in English; a reset restores English. */
  public void polish(boolean polish) {
    synchronized (state) {
      state.polish(polish);
    }
  }

  /** The access level of a direct project membership. */
  public Optional<Integer> projectAccess(long projectId, long userId) {
    synchronized (state) {
      return state
          .member(Source.project(projectId), userId, Duration.ZERO)
          .map(Member::accessLevel);
    }
  }

  private Group group(long id) {
    return state
        .tree()
        .group(id)
        .orElseThrow(() -> new NoSuchElementException("There is no group " + id));
  }

  private Project project(long id) {
    return state
        .tree()
        .project(id)
        .orElseThrow(() -> new NoSuchElementException("There is no project " + id));
  }
}
