package io.quartermaster.membership.decision;

import java.util.Locale;

/** Why GitLab would not change the members of one project, and what a person can do about it. */
public enum Refusal {
  MEMBERSHIP_LOCK(
      "A group above the project has locked its membership.",
      "Unlock the group's membership (Settings > General > Permissions), or add the account to the"
          + " group."),
  FORBIDDEN(
      "GitLab does not let the token change the members of the project.",
      "Use the token of an administrator with scope api (and admin_mode where that is on)."),
  PENDING_APPROVAL(
      "GitLab queued the membership for approval by an administrator.",
      "Approve the role promotion in Admin > Users."),
  INVALID(
      "GitLab finds the membership invalid.",
      "Look at the project's members and at the rules of the groups above it.");

  private final String detail;
  private final String remedy;

  Refusal(String detail, String remedy) {
    this.detail = detail;
    this.remedy = remedy;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String detail() {
    return detail;
  }

  public String remedy() {
    return remedy;
  }
}
