package io.quartermaster.iamprovisioner.decision.plan;

/** How far we may go. */
public enum Mode {
  /** Make what is missing, and keep what carries our tag as wanted; refuse what is foreign. */
  MANAGE,
  /** As manage, and take over what is there without an owner by tagging it. */
  ADOPT,
  /** Look and report; never write. */
  VERIFY
}
