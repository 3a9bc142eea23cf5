package io.quartermaster.sandbox.gitlab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user may see and change: an administrator everything, anybody else what they are a member
 * of, directly or through a group above.
 */
record Rights(GitLabState state, User user) {

  private static final int GUEST = 10;
  private static final int MAINTAINER = 40;
  private static final int OWNER = 50;

  boolean canSee(Group group) {
    return user.admin() || level(above(group.id())) >= GUEST;
  }

  boolean canSee(Project project) {
    return user.admin() || level(around(project)) >= GUEST;
  }

  void requireOwner(Group group) {
    require(above(group.id()), OWNER);
  }

  void requireMaintainer(Project project) {
    require(around(project), MAINTAINER);
  }

  private void require(List<Source> sources, int wanted) {
    if (!user.admin() && level(sources) < wanted) {
      throw GitLabRefusal.message(403, "403 Forbidden");
    }
  }

  private List<Source> above(long groupId) {
    return state.tree().lineage(groupId).stream().map(group -> Source.group(group.id())).toList();
  }

  private List<Source> around(Project project) {
    List<Source> sources = new ArrayList<>(above(project.groupId()));
    sources.add(Source.project(project.id()));
    return sources;
  }

  private int level(List<Source> sources) {
    int highest = 0;
    for (Source source : sources) {
      Member member = state.members(source, Duration.ZERO).get(user.id());
      highest = member == null ? highest : Math.max(highest, member.accessLevel());
    }
    return highest;
  }
}
