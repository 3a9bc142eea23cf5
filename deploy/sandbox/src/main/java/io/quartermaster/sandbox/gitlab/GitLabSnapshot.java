package io.quartermaster.sandbox.gitlab;

import java.util.List;

/** The whole instance, as it is saved. */
record GitLabSnapshot(
    List<Group> groups,
    List<Project> projects,
    InstanceSettings settings,
    List<Application> applications,
    List<User> users,
    List<Memberships> members,
    long lastApplicationId,
    long lastUserId,
    long lastGroupId,
    long lastProjectId) {

  /** The direct members of one group or project. */
  record Memberships(Source source, List<Member> members) {}

  Tree toTree() {
    Tree tree = new Tree();
    groups.forEach(tree::put);
    projects.forEach(tree::put);
    tree.given(lastGroupId, lastProjectId);
    return tree;
  }
}
