package io.quartermaster.sandbox.gitlab;

/** A project in a group. */
record Project(long id, long groupId, String name, String path, boolean archived) {

  Project movedTo(long group) {
    return new Project(id, group, name, path, archived);
  }

  Project renamed(String nextName, String nextPath) {
    return new Project(id, groupId, nextName, nextPath, archived);
  }

  Project withArchived(boolean next) {
    return new Project(id, groupId, name, path, next);
  }
}
