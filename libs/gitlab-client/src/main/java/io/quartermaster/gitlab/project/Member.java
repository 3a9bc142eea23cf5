package io.quartermaster.gitlab.project;

import static java.util.Objects.requireNonNullElse;

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
