package io.quartermaster.membership.decision;

/** GitLab's values for who can use Amazon Q. A project is only on or off by default. */
public enum Availability {
  DEFAULT_ON,
  DEFAULT_OFF,
  NEVER_ON
}
