package io.quartermaster.contracts;

/**
 * What became of a step of the set-up. All outcomes of one step of one instance share a key, so
 * they are read in the order in which they were said.
 */
public sealed interface OutcomeEvent extends Event
    permits StepStarted,
        IamAccessProvisioned,
        IamAccessFailed,
        IamAccessReleased,
        OAuthAppRegistered,
        OAuthAppFailed,
        OAuthAppRemoved,
        ServiceAccountReady,
        ServiceAccountFailed,
        ServiceAccountReleased,
        MembershipProgressed,
        MembershipFailed,
        GatewayConfigPushed,
        GatewayConfigFailed {

  SetupStep step();

  /** The common part: which settings it answers, when, in which attempt. */
  Origin origin();

  @Override
  default long revision() {
    return origin().revision();
  }

  @Override
  default String aggregate() {
    return step().wireName() + "/" + origin().instanceUid();
  }
}
