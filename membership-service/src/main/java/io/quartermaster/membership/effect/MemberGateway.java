package io.quartermaster.membership.effect;

/** The account's membership of one project. Both steps may be repeated at any time. */
public interface MemberGateway {

  /**
   * Makes the account at least Developer.
   *
   * @param mayBeOurs an earlier try of ours may have added it, so that finding it there is no sign
   *     of somebody else
   */
  MemberResult add(long projectId, long userId, boolean mayBeOurs);

  /** Ends the direct membership. */
  MemberResult remove(long projectId, long userId);
}
