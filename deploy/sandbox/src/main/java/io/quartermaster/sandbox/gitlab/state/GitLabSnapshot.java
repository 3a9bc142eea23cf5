package io.quartermaster.sandbox.gitlab.state;

import java.util.List;

/** The whole instance, to be saved. */
public record GitLabSnapshot(
    List<Group> groups,
    List<Project> projects,
    boolean licensed,
    List<Application> applications,
    List<User> users,
    List<Memberships> members,
    long lastApplicationId,
    long lastUserId,
    long lastGroupId,
    long lastProjectId) {

  /** The direct members of one group or project. */
  public record Memberships(Source source, List<Member> members) {}
}
