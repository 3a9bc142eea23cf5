package io.quartermaster.contracts;

/**
 * The outcome of a set-up step. All outcomes of one step and instance share a key, so they are
 * consumed in the order of publication.
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

  /** The settings revision, attempt and time. */
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
