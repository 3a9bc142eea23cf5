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

  default SetupStep step() {
    return switch (this) {
      case StepStarted event -> event.step();
      case GatewayConfigPushed event -> SetupStep.GATEWAY_CONFIGURATION;
      case GatewayConfigFailed event -> SetupStep.GATEWAY_CONFIGURATION;
      case IamAccessProvisioned event -> SetupStep.IAM_ACCESS;
      case IamAccessFailed event -> SetupStep.IAM_ACCESS;
      case IamAccessReleased event -> SetupStep.IAM_ACCESS;
      case ServiceAccountReady event -> SetupStep.SERVICE_ACCOUNT;
      case ServiceAccountFailed event -> SetupStep.SERVICE_ACCOUNT;
      case ServiceAccountReleased event -> SetupStep.SERVICE_ACCOUNT;
      case OAuthAppRegistered event -> SetupStep.OAUTH_APPLICATION;
      case OAuthAppFailed event -> SetupStep.OAUTH_APPLICATION;
      case OAuthAppRemoved event -> SetupStep.OAUTH_APPLICATION;
      case MembershipProgressed event -> SetupStep.PROJECT_MEMBERSHIPS;
      case MembershipFailed event -> SetupStep.PROJECT_MEMBERSHIPS;
    };
  }

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
