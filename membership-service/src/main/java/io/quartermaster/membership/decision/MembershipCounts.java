package io.quartermaster.membership.decision;

/** How far the memberships are, counted in projects. */
public record MembershipCounts(int desired, int settled, int pending, int refused) {

  /** Always off for the instance: nobody is desired anywhere, and what is there stays. */
  public MembershipCounts underInstanceLock() {
    return new MembershipCounts(0, settled + pending + refused, 0, 0);
  }
}
