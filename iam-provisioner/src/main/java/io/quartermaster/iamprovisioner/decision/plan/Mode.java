package io.quartermaster.iamprovisioner.decision.plan;

/** What the service may change. */
public enum Mode {
  /** Create what is missing and repair what carries the ownership tag; refuse the rest. */
  MANAGE,
  /** As manage, and adopt existing resources without an ownership tag by tagging them. */
  ADOPT,
  /** Report drift; never write. */
  VERIFY
}
