package io.quartermaster.sandbox.gitlab.state;

/** A project in a group. */
public record Project(long id, long groupId, String name, String path) {

  Project movedTo(long group) {
    return new Project(id, group, name, path);
  }
}
