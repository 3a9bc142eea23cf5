package io.quartermaster.iamprovisioner.decision;

/** The desired state of the access of an instance. */
public enum DesiredState {
  /** Provisioned as specified by the settings. */
  PRESENT,
  /** Deleted, as far as it carries the ownership tag. */
  ABSENT,
  /** Left unchanged and no longer managed. */
  RELEASED,
  /** Managed under the newer uid of the same GitLab. */
  SUPERSEDED
}
