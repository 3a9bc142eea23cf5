package io.quartermaster.membership.decision;

/** The progress of the memberships, counted in projects. */
public record MembershipCounts(int desired, int settled, int pending, int refused) {

  /** With {@code never_on} for the instance no membership is desired and none is changed. */
  public MembershipCounts underInstanceLock() {
    return new MembershipCounts(0, settled + pending + refused, 0, 0);
  }
}
