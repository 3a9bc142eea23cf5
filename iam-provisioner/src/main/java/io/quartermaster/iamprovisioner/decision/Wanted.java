package io.quartermaster.iamprovisioner.decision;

/** What shall become of the access of an instance. */
public enum Wanted {
  /** It is there, as the settings say. */
  PRESENT,
  /** Whatever of it carries our tag is taken down. */
  ABSENT,
  /** It stays as it is, and nobody keeps it. */
  RELEASED,
  /** The same GitLab has got a new instance uid, whose own row keeps the role now. */
  SUPERSEDED
}
